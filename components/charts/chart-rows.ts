import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/core/clock";

type Interval = "minute" | "hour" | "day";
export type ChartInterval = Interval;

/** A point of a series as the API gives it. */
export type SeriesPoint = {
  at: string;
  total: number;
  delivered: number;
  retried: number;
  failed: number;
  successRate: number | null;
  p50Ms: number | null;
  p95Ms: number | null;
  p99Ms: number | null;
};

export type SeriesSpan = { from: string; to: string; interval: Interval; series: readonly SeriesPoint[] };

/** One bucket of a chart. Where nothing happened every figure is null: a gap, not a zero. */
export type ChartRow = {
  atMs: number;
  endMs: number;
  /** Still counting: it ends after what was asked for. */
  isOpen: boolean;
  total: number | null;
  /** Delivered by the first attempt. */
  firstTry: number | null;
  retried: number | null;
  failed: number | null;
  /** Not finished, or cancelled. */
  open: number | null;
  successPercent: number | null;
  p50Ms: number | null;
  p95Ms: number | null;
  p99Ms: number | null;
};

export const INTERVAL_MS: Record<Interval, number> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS };

/** @returns a row for each bucket of the span, in UTC as the server cuts them, with gaps where the series has none. */
export function chartRowsOf({ from, to, interval, series }: SeriesSpan): ChartRow[] {
  const stepMs = INTERVAL_MS[interval];
  const toMs = Date.parse(to);
  const byStart = new Map(series.map((point) => [Date.parse(point.at), point]));
  const rows: ChartRow[] = [];
  for (let atMs = Math.floor(Date.parse(from) / stepMs) * stepMs; atMs < toMs; atMs += stepMs)
    rows.push(rowOf(atMs, atMs + stepMs, toMs, byStart.get(atMs)));
  return rows;
}

function rowOf(atMs: number, endMs: number, toMs: number, point: SeriesPoint | undefined): ChartRow {
  const times = { atMs, endMs, isOpen: endMs > toMs };
  if (point === undefined) return { ...times, ...GAP };
  const { total, delivered, retried, failed, successRate, p50Ms, p95Ms, p99Ms } = point;
  // A bucket with attempts alone, of deliveries that were created before it, has no volume.
  const volume =
    total === 0
      ? { total: null, firstTry: null, retried: null, failed: null, open: null }
      : { total, firstTry: delivered - retried, retried, failed, open: Math.max(0, total - delivered - failed) };
  return { ...times, ...volume, successPercent: successRate === null ? null : successRate * 100, p50Ms, p95Ms, p99Ms };
}

const GAP = {
  total: null,
  firstTry: null,
  retried: null,
  failed: null,
  open: null,
  successPercent: null,
  p50Ms: null,
  p95Ms: null,
  p99Ms: null,
} as const;

/** What the parts of a bar stand for, from the bottom up. Failures are on top, where the smallest share is still seen. */
export const VOLUME_PARTS = [
  { key: "firstTry", label: "Delivered at once", color: "var(--chart-1)", status: "delivered" },
  { key: "retried", label: "Delivered after retries", color: "var(--chart-2)", status: "delivered" },
  { key: "open", label: "Not finished", color: "var(--chart-4)", status: "pending,sending,retrying,held,cancelled" },
  { key: "failed", label: "Failed", color: "var(--chart-3)", status: "failed" },
] as const;
export type VolumePart = (typeof VOLUME_PARTS)[number];

export const LATENCY_LINES = [
  { key: "p50Ms", label: "p50", color: "var(--chart-1)", dash: undefined },
  { key: "p95Ms", label: "p95", color: "var(--chart-5)", dash: "6 3" },
  { key: "p99Ms", label: "p99", color: "var(--chart-3)", dash: "2 3" },
] as const;

/** A part of a chart that was chosen: a window of time, and the statuses that a part of a bar stands for. */
export type ChartPick = { from: string; to: string; status?: string };

/** @returns the window of a bucket as the deliveries list takes it. */
export function pickOf(row: ChartRow, status?: string): ChartPick {
  const window = { from: new Date(row.atMs).toISOString(), to: new Date(row.endMs).toISOString() };
  return status === undefined ? window : { ...window, status };
}

/** @returns whether a point of a line stands alone between gaps: without a dot it would not be seen. */
export function standsAlone(rows: readonly ChartRow[], index: number, key: keyof ChartRow): boolean {
  const isGap = (at: number) => (rows[at]?.[key] ?? null) === null;
  return !isGap(index) && isGap(index - 1) && isGap(index + 1);
}

/** @returns the upper end of a latency axis: a round number at or above the largest value. */
export function niceCeiling(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 2.5, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

/** @returns the starts of the buckets in which something worth a mark happened, each once. */
export function markedBuckets(rows: readonly ChartRow[], markers: readonly { atMs: number }[]): number[] {
  return rows.filter((row) => markers.some(({ atMs }) => atMs >= row.atMs && atMs < row.endMs)).map(({ atMs }) => atMs);
}
