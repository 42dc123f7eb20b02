"use client";

import type { ChartInterval, ChartPick, ChartRow } from "./chart-rows";
import { LineChart } from "./line-chart";
import type { PlotMarker } from "./plot-tooltip";

const LINES = [{ key: "successPercent", label: "Success", color: "var(--chart-1)" }] as const;
const TICKS = [0, 25, 50, 75, 100];

/** Delivered of all that ended, in percent. The axis always goes from 0 to 100: half a percent never looks like a cliff. */
export function SuccessChart(props: {
  rows: readonly ChartRow[];
  interval: ChartInterval;
  height?: number;
  markers?: readonly PlotMarker[];
  onPick?: (pick: ChartPick) => void;
}) {
  return (
    <LineChart
      {...props}
      label="Success rate over time"
      lines={LINES}
      domain={[0, 100]}
      ticks={TICKS}
      format={formatPercent}
    />
  );
}

function formatPercent(value: number): string {
  return `${Math.floor(value * 10) / 10}%`;
}
