"use client";

import { useId } from "react";
import { Bar, BarChart, CartesianGrid, ReferenceArea, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { formatCount } from "@/components/values/count";
import { formatAxisCount } from "./chart-format";
import { type ChartInterval, type ChartPick, type ChartRow, markedBuckets, pickOf, VOLUME_PARTS } from "./chart-rows";
import { AXIS_TICK, CURSOR_BAND, GRID, PLOT_MARGIN, PlotFrame, SYNC, Y_AXIS_WIDTH } from "./plot-frame";
import { type PlotMarker, PlotTooltip } from "./plot-tooltip";
import { useTicks } from "./use-ticks";

const BAR_PX_MAX = 40;
const FAILED_PX_MIN = 3;

export type VolumePlotProps = {
  label: string;
  rows: readonly ChartRow[];
  interval: ChartInterval;
  height?: number;
  markers?: readonly PlotMarker[];
  onPick?: (pick: ChartPick) => void;
};

/** Deliveries by bucket of creation, stacked by what became of them. */
export function VolumePlot({ label, rows, interval, height, markers = [], onPick }: VolumePlotProps) {
  const hatch = useId();
  const tick = useTicks(rows, interval);
  const linesOf = (row: ChartRow) =>
    VOLUME_PARTS.flatMap(({ key, label: name, color }) => {
      const count = row[key];
      return count === null ? [] : [{ key, label: name, color, text: formatCount(count) }];
    });
  const open = rows.find(({ isOpen }) => isOpen)?.atMs;
  return (
    <PlotFrame label={label} height={height} rows={rows} onEnter={(row) => onPick?.(pickOf(row))}>
      {(tracker) => (
        <BarChart
          data={[...rows]}
          onClick={({ activeLabel }) => {
            const row = rows.find(({ atMs }) => atMs === Number(activeLabel));
            if (row !== undefined) onPick?.(pickOf(row));
          }}
          margin={PLOT_MARGIN}
          barCategoryGap="18%"
          accessibilityLayer
          {...SYNC}
        >
          <defs>
            <pattern id={hatch} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width={5} height={5} fill="var(--chart-3)" />
              <rect width={1.5} height={5} fill="var(--surface)" fillOpacity={0.45} />
            </pattern>
          </defs>
          <CartesianGrid {...GRID} />
          <XAxis
            dataKey="atMs"
            tickFormatter={tick}
            tick={AXIS_TICK}
            tickLine={false}
            axisLine={false}
            minTickGap={36}
          />
          <YAxis
            width={Y_AXIS_WIDTH}
            allowDecimals={false}
            tickFormatter={formatAxisCount}
            tick={AXIS_TICK}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            filterNull={false}
            isAnimationActive={false}
            cursor={CURSOR_BAND}
            content={({ active, label: at }) => (
              <PlotTooltip
                {...{ active, rows, interval, linesOf, markers }}
                label={at}
                hint={onPick === undefined ? undefined : "Click, or press Enter, to list them."}
              />
            )}
          />
          {open !== undefined && <ReferenceArea x1={open} x2={open} fill="var(--raised)" fillOpacity={0.8} />}
          {VOLUME_PARTS.map(({ key, label: name, color, status }) => (
            <Bar
              key={key}
              dataKey={key}
              name={name}
              stackId="volume"
              fill={key === "failed" ? `url(#${hatch})` : color}
              maxBarSize={BAR_PX_MAX}
              minPointSize={(_, index) => (key === "failed" && (rows[index]?.failed ?? 0) > 0 ? FAILED_PX_MIN : 0)}
              isAnimationActive={false}
              className={onPick === undefined ? undefined : "cursor-pointer"}
              onClick={({ payload }, _, event) => {
                event.stopPropagation();
                onPick?.(pickOf(payload as ChartRow, status));
              }}
            />
          ))}
          {markedBuckets(rows, markers).map((atMs) => (
            <ReferenceLine key={atMs} x={atMs} stroke="var(--info)" strokeDasharray="3 3" />
          ))}
          {tracker}
        </BarChart>
      )}
    </PlotFrame>
  );
}
