"use client";

import clsx from "clsx";
import { useEffect, useMemo, useRef } from "react";
import { partsOf, type TextMatch } from "./body-text";
import { ScrollRegion } from "./scroll-region";

const MARKS_MAX = 2_000;

/** The text as it is: nothing parsed, nothing run, line breaks and spaces kept. */
export function RawText({
  label,
  text,
  matches,
  position,
  wrap,
}: {
  label: string;
  text: string;
  matches: readonly TextMatch[];
  position: number;
  wrap: boolean;
}) {
  const parts = useMemo(() => partsOf(text, matches, MARKS_MAX), [text, matches]);
  const current = useRef<HTMLElement>(null);
  useEffect(() => {
    // Braces, because newer browsers give a promise back, which React would take for a clean-up.
    current.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [position, matches]);
  return (
    <ScrollRegion label={`${label}, raw`}>
      <pre data-body="raw" className={clsx(wrap ? "wrap-anywhere whitespace-pre-wrap" : "w-max whitespace-pre")}>
        {parts.map((part, index) =>
          part.match === null ? (
            part.text
          ) : (
            <mark
              key={index}
              ref={part.match === position ? current : undefined}
              aria-current={part.match === position ? "true" : undefined}
              className={clsx(
                "rounded-xs bg-warn-soft text-foreground",
                part.match === position ? "outline-2 outline-warn" : "underline",
              )}
            >
              {part.text}
            </mark>
          ),
        )}
      </pre>
    </ScrollRegion>
  );
}
