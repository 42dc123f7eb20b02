"use client";

import { useEffect, useState } from "react";

const SHOWN_MS = 2_000;

/** @returns what became of the last copy, for two seconds, and a function that copies. */
export function useCopied(): [outcome: "copied" | "failed" | undefined, copy: (text: string) => void] {
  const [outcome, setOutcome] = useState<"copied" | "failed">();
  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => setOutcome("copied"),
      () => setOutcome("failed"),
    );
  return [outcome, copy];
}
