"use client";

import { Check, Copy, X } from "lucide-react";
import { useCopied } from "./use-copied";

/** A small button that copies `text`, for the end of a line. */
export function CopyIcon({ text, label }: { text: string; label: string }) {
  const [outcome, copy] = useCopied();
  const Icon = outcome === "copied" ? Check : outcome === "failed" ? X : Copy;
  return (
    <button
      type="button"
      aria-label={label}
      title={outcome === "failed" ? "Could not copy: select the text" : label}
      onClick={(event) => {
        event.preventDefault();
        event.stopPropagation();
        copy(text);
      }}
      className="inline-grid size-6 shrink-0 cursor-pointer place-items-center rounded-md text-muted hover:bg-raised hover:text-foreground"
    >
      <Icon aria-hidden className="size-3.5" />
      <span aria-live="polite" className="sr-only">
        {outcome === "copied" ? "Copied" : outcome === "failed" ? "Could not copy" : ""}
      </span>
    </button>
  );
}
