"use client";

import { Check, Copy } from "lucide-react";
import { Button } from "./button";
import { useCopied } from "./use-copied";

/** Copies `text`, and says so where it was pressed. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [outcome, copy] = useCopied();
  return (
    <Button variant="secondary" size="sm" onClick={() => copy(text)} aria-label={label}>
      {outcome === "copied" ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
      <span aria-live="polite">{outcome === "failed" ? "Press Ctrl+C" : outcome === "copied" ? "Copied" : "Copy"}</span>
    </Button>
  );
}
