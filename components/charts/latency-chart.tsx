"use client";

import { formatDuration } from "@/lib/client/format-time";
import { type ChartInterval, type ChartPick, type ChartRow, LATENCY_LINES, niceCeiling } from "./chart-rows";
import { LineChart } from "./line-chart";
import type { PlotMarker } from "./plot-tooltip";

/** How long attempts took: half of them, 95 of 100 and 99 of 100 were at least as quick as the lines. */
export function LatencyChart(props: {
  rows: readonly ChartRow[];
  interval: ChartInterval;
  height?: number;
  markers?: readonly PlotMarker[];
  onPick?: (pick: ChartPick) => void;
}) {
  const largest = Math.max(0, ...props.rows.map(({ p99Ms }) => p99Ms ?? 0));
  return (
    <LineChart
      {...props}
      label="Latency of attempts over time"
      lines={LATENCY_LINES}
      domain={[0, niceCeiling(largest)]}
      format={formatDuration}
    />
  );
}
