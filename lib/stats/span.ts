import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/core/clock";
import { invalidFields } from "@/lib/core/errors";
import { HOURS_KEPT_DAYS, MINUTES_KEPT_HOURS } from "./stat-rows";

export type Interval = "minute" | "hour" | "day";
export type Span = { from: Date; to: Date };

const INTERVAL_MS: Record<Interval, number> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS };
const DEFAULT_MS = DAY_MS;
const POINTS_MAX = 1_500;
const MINUTES_UP_TO_MS = 6 * HOUR_MS;
const HOURS_UP_TO_MS = 14 * DAY_MS;

const HOURS_AFTER_MS = MINUTES_KEPT_HOURS * HOUR_MS;
const DAYS_AFTER_MS = HOURS_KEPT_DAYS * DAY_MS;

/**
 * The last 24 hours unless told. Both ends are moved outwards to the finest thing that is kept of their time: a full
 * minute, an hour or a day. What is drawn in hours, being longer than six, begins with a whole one: its first bucket is not
 * a stump, and its first hour is read as one row a webhook. What is then counted is what a list of the same span shows.
 * @throws AppError `validation_failed` when it ends before it begins.
 */
export function resolveSpan(query: { from?: Date | undefined; to?: Date | undefined }, nowMs: number): Span {
  const toMs = query.to?.getTime() ?? nowMs;
  const fromMs = query.from?.getTime() ?? toMs - DEFAULT_MS;
  const from = new Date(floorTo(Math.max(keptMs(fromMs, nowMs), drawnMs(toMs - fromMs)), fromMs));
  const to = new Date(
    query.to === undefined || toMs >= nowMs ? toMs : startOfKept(toMs + keptMs(toMs, nowMs) - 1, nowMs),
  );
  if (fromMs >= toMs) throw invalidFields({ path: "from", message: "must be before `to`" });
  return { from, to };
}

/** @returns the span of equal length before: to the minute, if minutes of that time are kept. */
export function spanBefore({ from, to }: Span, nowMs: number): Span {
  return { from: new Date(startOfKept(2 * from.getTime() - to.getTime(), nowMs)), to: from };
}

const startOfKept = (ms: number, nowMs: number) => floorTo(keptMs(ms, nowMs), ms);
const floorTo = (unitMs: number, ms: number) => Math.floor(ms / unitMs) * unitMs;
const drawnMs = (spanMs: number) => (spanMs <= MINUTES_UP_TO_MS ? MINUTE_MS : HOUR_MS);

function keptMs(ms: number, nowMs: number): number {
  if (ms < Math.floor((nowMs - DAYS_AFTER_MS) / DAY_MS) * DAY_MS) return DAY_MS;
  return ms < Math.floor((nowMs - HOURS_AFTER_MS) / HOUR_MS) * HOUR_MS ? HOUR_MS : MINUTE_MS;
}

const SPARK_BUCKETS_MAX = 30;
const SPARK_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440];

/** @returns the coarsest rows that buckets of this length can be filled from. */
export function levelOf(bucketMs: number): Interval {
  if (bucketMs % DAY_MS === 0) return "day";
  return bucketMs % HOUR_MS === 0 ? "hour" : "minute";
}

/** @returns the length of the buckets that cut a span into about 24 for a picture the size of a word. */
export function sparkBucketMs({ from, to }: Span): number {
  const spanMs = to.getTime() - from.getTime();
  const minutes = SPARK_MINUTES.find((some) => spanMs / (some * MINUTE_MS) <= SPARK_BUCKETS_MAX);
  return minutes === undefined ? Math.ceil(spanMs / DAY_MS / SPARK_BUCKETS_MAX) * DAY_MS : minutes * MINUTE_MS;
}

/**
 * Minutes up to 6 hours, hours up to 14 days, days beyond, unless told.
 * @throws AppError `validation_failed` when that would be more than 1,500 points.
 */
export function resolveInterval({ from, to }: Span, asked: Interval | "auto"): Interval {
  const spanMs = to.getTime() - from.getTime();
  if (asked === "auto") {
    if (spanMs <= MINUTES_UP_TO_MS) return "minute";
    return spanMs <= HOURS_UP_TO_MS ? "hour" : "day";
  }
  const points = Math.ceil(spanMs / INTERVAL_MS[asked]);
  if (points > POINTS_MAX)
    throw invalidFields({
      path: "interval",
      message: `gives ${points} points, more than ${POINTS_MAX}; take a longer one or a shorter span`,
    });
  return asked;
}
