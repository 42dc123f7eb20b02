"use client";

import type { ReactNode } from "react";
import { useCopied } from "@/components/ui/use-copied";

/** Copies the JSONPath of a value. */
export function CopyPath({ path, children }: { path: string; children: ReactNode }) {
  const [outcome, copy] = useCopied();
  return (
    <button
      type="button"
      aria-label={`Copy path ${path}`}
      title={outcome === "failed" ? "Could not copy" : `Copy path ${path}`}
      onClick={(event) => {
        event.stopPropagation();
        copy(path);
      }}
      className="inline-grid size-6 shrink-0 cursor-pointer place-items-center rounded-md text-muted hover:bg-surface hover:text-foreground"
    >
      {children}
      <span aria-live="polite" className="sr-only">
        {outcome === "copied" ? "Copied" : outcome === "failed" ? "Could not copy" : ""}
      </span>
    </button>
  );
}
