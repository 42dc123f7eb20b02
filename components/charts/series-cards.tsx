"use client";

import { type ReactNode, useMemo } from "react";
import { usePreferences, useZone } from "@/components/layout/preferences";
import { formatZone } from "@/lib/client/format-time";
import { type CardQuery, ChartCard } from "./chart-card";
import { perInterval } from "./chart-format";
import { ChartLegend } from "./chart-legend";
import { type ChartPick, chartRowsOf, LATENCY_LINES, pickOf, type SeriesSpan, VOLUME_PARTS } from "./chart-rows";
import { ChartTable } from "./chart-table";
import { LatencyChart } from "./latency-chart";
import type { PlotMarker } from "./plot-tooltip";
import { latencyColumns, successColumns, volumeColumns } from "./series-columns";
import { SuccessChart } from "./success-chart";
import { VolumeChart } from "./volume-chart";

export type SeriesCardProps = {
  query: CardQuery;
  /** The series as the API gave it; undefined while there is none. */
  data: SeriesSpan | undefined;
  markers?: readonly PlotMarker[];
  /** What to show when nothing happened in the whole span. */
  empty: ReactNode;
  /** Opens the deliveries of a bucket. */
  onPick?: (pick: ChartPick) => void;
  hrefOf?: (pick: ChartPick) => string;
  className?: string;
};

function useSeries(data: SeriesSpan | undefined) {
  const [{ hour12 }] = usePreferences();
  const zone = useZone();
  const rows = useMemo(() => (data === undefined ? [] : chartRowsOf(data)), [data]);
  const interval = data?.interval ?? "hour";
  const zoneName = interval === "day" ? "" : ` · ${formatZone(zone, rows[0]?.atMs ?? 0)}`;
  return { rows, interval, clock: { zone, hour12 }, zoneName };
}

/** How many deliveries there were, by what became of them. */
export function VolumeCard({ query, data, markers, empty, onPick, hrefOf, className }: SeriesCardProps) {
  const { rows, interval, clock, zoneName } = useSeries(data);
  const isEmpty = rows.every(({ total }) => total === null);
  const statusOf = (column: string) => VOLUME_PARTS.find(({ key }) => key === column)?.status;
  return (
    <ChartCard
      title="Deliveries"
      unit={`Deliveries ${perInterval(interval)}${zoneName}`}
      legend={<ChartLegend kind="bars" entries={VOLUME_PARTS} />}
      hasData={data !== undefined}
      empty={isEmpty ? empty : undefined}
      {...{ query, className }}
      table={(height) => (
        <ChartTable
          label="Deliveries over time"
          columns={volumeColumns(interval, clock)}
          cellHref={hrefOf && ((row, column) => hrefOf(pickOf(row, statusOf(column))))}
          keyOf={({ atMs }) => atMs}
          {...{ rows, height }}
        />
      )}
    >
      <VolumeChart label="Deliveries over time" {...{ rows, interval, markers, onPick }} />
    </ChartCard>
  );
}

/** The share of deliveries that arrived. */
export function SuccessCard({ query, data, markers, empty, onPick, hrefOf, className }: SeriesCardProps) {
  const { rows, interval, clock, zoneName } = useSeries(data);
  const isEmpty = rows.every(({ successPercent }) => successPercent === null);
  return (
    <ChartCard
      title="Success rate"
      unit={`Delivered, % of all that ended${zoneName}`}
      hasData={data !== undefined}
      empty={isEmpty ? empty : undefined}
      {...{ query, className }}
      table={(height) => (
        <ChartTable
          label="Success rate over time"
          columns={successColumns(interval, clock)}
          cellHref={hrefOf && ((row) => hrefOf(pickOf(row, "delivered,failed")))}
          keyOf={({ atMs }) => atMs}
          {...{ rows, height }}
        />
      )}
    >
      <SuccessChart {...{ rows, interval, markers, onPick }} />
    </ChartCard>
  );
}

/** How long the receivers took. */
export function LatencyCard({ query, data, markers, empty, onPick, className }: SeriesCardProps) {
  const { rows, interval, clock, zoneName } = useSeries(data);
  const isEmpty = rows.every(({ p50Ms }) => p50Ms === null);
  return (
    <ChartCard
      title="Latency"
      unit={`Time of an attempt, ms and s${zoneName}`}
      legend={<ChartLegend kind="lines" entries={LATENCY_LINES} />}
      hasData={data !== undefined}
      empty={isEmpty ? empty : undefined}
      {...{ query, className }}
      table={(height) => (
        <ChartTable
          label="Latency of attempts over time"
          columns={latencyColumns(interval, clock)}
          keyOf={({ atMs }) => atMs}
          {...{ rows, height }}
        />
      )}
    >
      <LatencyChart {...{ rows, interval, markers, onPick }} />
    </ChartCard>
  );
}
