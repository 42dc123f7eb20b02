"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/components/values/count";
import { hexRow, hexRowCount } from "./body-text";
import { ScrollRegion } from "./scroll-region";

const ROWS_STEP = 1_024;

/** The bytes themselves, sixteen a line. */
export function HexDump({ label, bytes }: { label: string; bytes: Uint8Array }) {
  const [limit, setLimit] = useState(ROWS_STEP);
  const total = hexRowCount(bytes);
  const shown = Math.min(limit, total);
  const text = useMemo(
    () =>
      Array.from({ length: shown }, (_, row) => {
        const line = hexRow(bytes, row);
        return `${line.offset}  ${line.hex}  ${line.text}`;
      }).join("\n"),
    [bytes, shown],
  );
  return (
    <ScrollRegion label={`${label}, hex`}>
      <pre data-body="hex" className="w-max">
        {text}
      </pre>
      {shown < total && (
        <Button size="sm" variant="secondary" className="mt-3 font-sans" onClick={() => setLimit(limit + ROWS_STEP)}>
          Show more ({formatCount(total - shown)} lines hidden)
        </Button>
      )}
    </ScrollRegion>
  );
}
