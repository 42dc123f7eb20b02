"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { ReactNode } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { Tabs } from "@/components/ui/tabs";
import { VERIFICATION_SAMPLES, type VerificationSample } from "@/lib/client/verification-samples";

const language = parseAsStringLiteral(VERIFICATION_SAMPLES.map(({ id }) => id)).withDefault("node");

/**
 * A receiver that verifies the signature, in each language; the open one is in the page's address.
 * @param secretHint what stands for the secret in the command that sets it: its masked form, never the secret.
 * @param coloured the samples in colours by their id, where the page made them on the server.
 */
export function VerificationSamples({
  secretHint = "whsec_…",
  coloured = {},
}: {
  secretHint?: string;
  coloured?: Record<string, ReactNode>;
}) {
  const [open, setOpen] = useQueryState("lang", language);
  return (
    <Tabs
      label="Languages"
      value={open}
      onChange={(next) => void setOpen(next)}
      tabs={VERIFICATION_SAMPLES.map((sample) => ({
        value: sample.id,
        label: sample.label,
        content: <Sample sample={sample} secretHint={secretHint} coloured={coloured[sample.id]} />,
      }))}
    />
  );
}

function Sample({
  sample: { file, code, run, language: codeLanguage },
  secretHint,
  coloured,
}: {
  sample: VerificationSample;
  secretHint: string;
  coloured: ReactNode;
}) {
  const setSecret = `export WEBHOOK_SECRET='${secretHint}'`;
  return (
    <div className="grid grid-cols-1 gap-3" data-language={codeLanguage}>
      <CodeBlock label={file} code={code}>
        {coloured}
      </CodeBlock>
      <CodeBlock label="Run it" code={run === null ? setSecret : `${setSecret}\n${run}`} />
    </div>
  );
}
