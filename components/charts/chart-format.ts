import { formatterOf, hourCycleOf } from "@/lib/client/format-time";
import type { ChartInterval } from "./chart-rows";

export type ChartClock = { zone: string; hour12: boolean };

const PER: Record<ChartInterval, string> = { minute: "minute", hour: "hour", day: "day (UTC)" };

/** @returns what a bar counts: "per hour". */
export function perInterval(interval: ChartInterval): string {
  return `per ${PER[interval]}`;
}

/** @returns the label under a bucket: a clock for minutes and hours, a date for days; days are cut in UTC. */
export function formatTick(
  atMs: number,
  interval: ChartInterval,
  spanMs: number,
  { zone, hour12 }: ChartClock,
): string {
  const date = new Date(atMs);
  if (interval === "day") return part(date, { day: "numeric", month: "short", timeZone: "UTC" });
  const clock = clockOf(date, { zone, hour12 });
  if (spanMs <= 36 * 3_600_000) return clock;
  return `${part(date, { day: "numeric", month: "short", timeZone: zone })}, ${clock}`;
}

/** @returns a bucket in words: "23 Nov, 14:00–15:00", or "23 Nov (UTC)" for a day. */
export function formatBucket(
  atMs: number,
  endMs: number,
  interval: ChartInterval,
  { zone, hour12 }: ChartClock,
): string {
  const start = new Date(atMs);
  if (interval === "day") return `${part(start, { day: "numeric", month: "short", timeZone: "UTC" })} (UTC)`;
  const day = part(start, { day: "numeric", month: "short", timeZone: zone });
  return `${day}, ${clockOf(start, { zone, hour12 })}–${clockOf(new Date(endMs), { zone, hour12 })}`;
}

/** @returns a span in words: "23 Nov, 14:00–15:00", or "21 Nov, 00:00 – 23 Nov, 12:00" over midnight. */
export function formatSpan(fromMs: number, toMs: number, { zone, hour12 }: ChartClock): string {
  const day = (ms: number) => part(new Date(ms), { day: "numeric", month: "short", timeZone: zone });
  if (day(fromMs) === day(toMs)) return formatBucket(fromMs, toMs, "minute", { zone, hour12 });
  const full = (ms: number) => `${day(ms)}, ${clockOf(new Date(ms), { zone, hour12 })}`;
  return `${full(fromMs)} – ${full(toMs)}`;
}

const part = (date: Date, options: Intl.DateTimeFormatOptions) => formatterOf(options).format(date);

function clockOf(date: Date, { zone, hour12 }: ChartClock): string {
  return part(date, { hour: "2-digit", minute: "2-digit", hourCycle: hourCycleOf(hour12), timeZone: zone });
}

const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** @returns a count for an axis: "1.2K". */
export function formatAxisCount(value: number): string {
  return COMPACT.format(value);
}
