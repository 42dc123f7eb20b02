"use client";

import { Download } from "lucide-react";
import { useId, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";
import type { CreatedApiKey } from "@/lib/api-keys/schemas";
import { envFileOf } from "@/lib/client/api-key-facts";
import { saveFile } from "@/lib/client/save-file";

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
  // Any key may make this call, whatever its scopes.
  const curl = `curl ${origin}/api/workspaces/current \\\n  -H "Authorization: Bearer ${apiKey.key}"`;
  return (
    <Dialog title="Your new API key" onClose={onClose} dismissable={false}>
      <Alert tone="warn" title="Copy it now. It is not shown again.">
        <p>Whoever has it can act for this workspace. If it gets lost, revoke it and make another.</p>
      </Alert>
      <CodeBlock label="API key" code={apiKey.key} />
      <CodeBlock label="Try it" code={curl} />
      <Button
        variant="secondary"
        size="sm"
        className="self-start"
        onClick={() => saveFile(".env", "text/plain", envFileOf(origin, apiKey.key))}
      >
        <Download aria-hidden className="size-4" />
        Download .env
      </Button>
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-border pt-4">
        <label htmlFor={id} className="flex min-h-9 cursor-pointer items-center gap-2.5">
          <Checkbox id={id} checked={saved} onCheckedChange={setSaved} />I have saved the key
        </label>
        <Button disabled={!saved} onClick={onClose}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}
