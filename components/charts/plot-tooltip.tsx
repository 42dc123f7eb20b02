"use client";

import type { ReactNode } from "react";
import type { TooltipContentProps } from "recharts";
import { usePreferences, useZone } from "@/components/layout/preferences";
import { formatBucket } from "./chart-format";
import type { ChartInterval, ChartRow } from "./chart-rows";

export type PlotMarker = { atMs: number; label: string };

type Line = { key: string; label: string; color: string; text: string };

/** What a bucket holds, at the pointer or under the keyboard's crosshair. */
export function PlotTooltip({
  active,
  label,
  rows,
  interval,
  linesOf,
  markers = [],
  hint,
}: Pick<TooltipContentProps, "active" | "label"> & {
  rows: readonly ChartRow[];
  interval: ChartInterval;
  linesOf: (row: ChartRow) => Line[];
  markers?: readonly PlotMarker[];
  hint?: ReactNode;
}) {
  const [{ hour12 }] = usePreferences();
  const zone = useZone();
  const row = rows.find(({ atMs }) => atMs === Number(label));
  if (!active || row === undefined) return null;
  const lines = linesOf(row);
  const here = markers.filter(({ atMs }) => atMs >= row.atMs && atMs < row.endMs);
  return (
    <div className="max-w-72 rounded-lg border border-border bg-surface px-3 py-2 text-[0.8125rem] text-foreground shadow-lg">
      <p className="font-medium">{formatBucket(row.atMs, row.endMs, interval, { zone, hour12 })}</p>
      {lines.length === 0 && <p className="text-muted">Nothing happened.</p>}
      <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-2">
        {lines.map(({ key, label: name, color, text }) => (
          <div key={key} className="contents">
            <span aria-hidden className="size-2 rounded-xs" style={{ background: color }} />
            <dt className="text-muted">{name}</dt>
            <dd className="text-right font-medium">{text}</dd>
          </div>
        ))}
      </dl>
      {here.map(({ atMs, label: what }) => (
        <p key={`${atMs} ${what}`} className="mt-1 text-info">
          {what}
        </p>
      ))}
      {row.isOpen && <p className="mt-1 text-muted">Still counting.</p>}
      {hint !== undefined && <p className="mt-1 text-muted">{hint}</p>}
    </div>
  );
}
