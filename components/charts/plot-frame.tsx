"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { ResponsiveContainer, useActiveTooltipLabel } from "recharts";
import type { ChartRow } from "./chart-rows";

export const PLOT_HEIGHT = 220;
/** Charts that share it share range and crosshair, found by the bucket's start. */
export const SYNC = { syncId: "figures", syncMethod: "value" } as const;
export const PLOT_MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };
export const AXIS_TICK = { fill: "var(--muted)", fontSize: 12 };
export const Y_AXIS_WIDTH = 52;
export const GRID = { stroke: "var(--border)", vertical: false };
export const CURSOR_BAND = { fill: "var(--raised)", stroke: "none" };
export const CURSOR_LINE = { stroke: "var(--control)", strokeWidth: 1 };

/**
 * The box of a chart: its height stands before anything is drawn. With the arrow keys one walks through the buckets,
 * with Enter one opens the bucket.
 */
export function PlotFrame({
  label,
  height = PLOT_HEIGHT,
  rows,
  onEnter,
  children,
}: {
  label: string;
  height?: number;
  rows: readonly ChartRow[];
  onEnter?: (row: ChartRow) => void;
  children: (tracker: ReactNode) => ReactNode;
}) {
  const frame = useRef<HTMLElement>(null);
  const active = useRef<number>(undefined);
  // The chart's own surface takes the focus and the arrow keys; Enter comes up from there.
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      const row = rows.find(({ atMs }) => atMs === active.current);
      if (event.key !== "Enter" || row === undefined || onEnter === undefined) return;
      event.preventDefault();
      onEnter(row);
    };
    const element = frame.current;
    element?.addEventListener("keydown", open);
    return () => element?.removeEventListener("keydown", open);
  }, [rows, onEnter]);
  return (
    <figure ref={frame} aria-label={label} style={{ height }} className="w-full min-w-0">
      <ResponsiveContainer width="100%" height={height} minWidth={0}>
        {children(
          <ActiveBucket
            onChange={(atMs) => {
              active.current = atMs;
            }}
          />,
        )}
      </ResponsiveContainer>
    </figure>
  );
}

function ActiveBucket({ onChange }: { onChange: (atMs: number | undefined) => void }) {
  const label = useActiveTooltipLabel();
  useEffect(() => onChange(label === undefined ? undefined : Number(label)));
  return null;
}
