import { formatCount } from "@/components/values/count";
import { formatDuration } from "@/lib/client/format-time";
import { type ChartClock, formatBucket } from "./chart-format";
import { type ChartInterval, type ChartRow, LATENCY_LINES, VOLUME_PARTS } from "./chart-rows";
import type { TableColumn } from "./csv";

type Columns = TableColumn<ChartRow>[];

/** The bucket: as a time that machines read in the CSV, in words in the table. */
const timeColumn = (interval: ChartInterval, clock: ChartClock): TableColumn<ChartRow> => ({
  key: "at",
  label: "Time",
  value: ({ atMs }) => new Date(atMs).toISOString(),
  text: ({ atMs, endMs }) => formatBucket(atMs, endMs, interval, clock),
});

export function volumeColumns(interval: ChartInterval, clock: ChartClock): Columns {
  const counts = VOLUME_PARTS.map(({ key, label }) => ({
    key,
    label,
    value: (row: ChartRow) => row[key],
    text: (row: ChartRow) => formatCount(row[key] ?? 0),
  }));
  const total = { key: "total", label: "All", value: (row: ChartRow) => row.total };
  return [timeColumn(interval, clock), ...counts, { ...total, text: (row) => formatCount(row.total ?? 0) }];
}

export function successColumns(interval: ChartInterval, clock: ChartClock): Columns {
  return [
    timeColumn(interval, clock),
    {
      key: "success",
      label: "Success, %",
      value: ({ successPercent }) => (successPercent === null ? null : Math.floor(successPercent * 100) / 100),
    },
  ];
}

export function latencyColumns(interval: ChartInterval, clock: ChartClock): Columns {
  const lines = LATENCY_LINES.map(({ key, label }) => ({
    key,
    label: `${label}, ms`,
    value: (row: ChartRow) => row[key],
    text: (row: ChartRow) => formatDuration(row[key] ?? 0),
  }));
  return [timeColumn(interval, clock), ...lines];
}
