"use client";

import { useId, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";
import type { CreatedApiKey } from "@/lib/api-keys/schemas";

/** A new key, in full for the only time. Closing it takes the key out of the page. */
export function ShownOnceDialog({
  apiKey,
  origin,
  onClose,
}: {
  apiKey: CreatedApiKey;
  origin: string;
  onClose: () => void;
}) {
  const [saved, setSaved] = useState(false);
  const id = useId();
  return (
    <Dialog title="Your new API key" onClose={onClose} dismissable={false}>
      <Alert tone="warn" title="Copy it now. It is not shown again.">
        <p>Whoever has it can act for this workspace. If it gets lost, revoke it and make another.</p>
      </Alert>
      <CodeBlock label="API key" code={apiKey.key} />
      <CodeBlock label="Try it" code={`curl ${origin}/api/webhooks \\\n  -H "Authorization: Bearer ${apiKey.key}"`} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <label htmlFor={id} className="flex min-h-9 cursor-pointer items-center gap-2.5">
          <input
            id={id}
            type="checkbox"
            checked={saved}
            onChange={(event) => setSaved(event.target.checked)}
            className="size-5 accent-accent"
          />
          I have saved the key
        </label>
        <Button disabled={!saved} onClick={onClose}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}
