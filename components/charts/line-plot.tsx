"use client";

import { CartesianGrid, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { type ChartInterval, type ChartPick, type ChartRow, markedBuckets, pickOf, standsAlone } from "./chart-rows";
import { AXIS_TICK, CURSOR_LINE, GRID, PLOT_MARGIN, PlotFrame, SYNC, Y_AXIS_WIDTH } from "./plot-frame";
import { type PlotMarker, PlotTooltip } from "./plot-tooltip";
import { useTicks } from "./use-ticks";

type LineKey = "successPercent" | "p50Ms" | "p95Ms" | "p99Ms";

export type LinePlotProps = {
  label: string;
  rows: readonly ChartRow[];
  interval: ChartInterval;
  lines: readonly { key: LineKey; label: string; color: string; dash?: string }[];
  domain: [number, number];
  ticks?: number[];
  format: (value: number) => string;
  height?: number;
  markers?: readonly PlotMarker[];
  onPick?: (pick: ChartPick) => void;
};

/** Figures over time as lines. A line is broken where there is nothing; a point between two gaps is a dot. */
export function LinePlot(props: LinePlotProps) {
  const { label, rows, interval, lines, domain, ticks, format, height, markers = [], onPick } = props;
  const tick = useTicks(rows, interval);
  const linesOf = (row: ChartRow) =>
    lines.flatMap(({ key, label: name, color }) => {
      const value = row[key];
      return value === null ? [] : [{ key, label: name, color, text: format(value) }];
    });
  return (
    <PlotFrame label={label} height={height} rows={rows} onEnter={(row) => onPick?.(pickOf(row))}>
      {(tracker) => (
        <LineChart data={[...rows]} margin={PLOT_MARGIN} accessibilityLayer {...SYNC}>
          <CartesianGrid {...GRID} />
          <XAxis
            dataKey="atMs"
            padding={{ left: 8, right: 8 }}
            tickFormatter={tick}
            tick={AXIS_TICK}
            tickLine={false}
            axisLine={false}
            minTickGap={36}
          />
          <YAxis
            width={Y_AXIS_WIDTH}
            domain={domain}
            ticks={ticks}
            tickFormatter={format}
            tick={AXIS_TICK}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            filterNull={false}
            isAnimationActive={false}
            cursor={CURSOR_LINE}
            content={({ active, label: at }) => (
              <PlotTooltip {...{ active, rows, interval, linesOf, markers }} label={at} />
            )}
          />
          {markedBuckets(rows, markers).map((atMs) => (
            <ReferenceLine key={atMs} x={atMs} stroke="var(--info)" strokeDasharray="3 3" />
          ))}
          {lines.map(({ key, label: name, color, dash }) => (
            <Line
              key={key}
              type="linear"
              dataKey={key}
              name={name}
              stroke={color}
              strokeWidth={2}
              strokeDasharray={dash}
              connectNulls={false}
              isAnimationActive={false}
              activeDot={{ r: 3.5 }}
              dot={({ cx, cy, index }) =>
                standsAlone(rows, index, key) ? (
                  <circle key={index} cx={cx} cy={cy} r={3} fill={color} />
                ) : (
                  <g key={index} />
                )
              }
            />
          ))}
          {tracker}
        </LineChart>
      )}
    </PlotFrame>
  );
}
