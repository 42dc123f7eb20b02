import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/core/clock";
import { invalidFields } from "@/lib/core/errors";

export type Interval = "minute" | "hour" | "day";
export type Span = { from: Date; to: Date };

const INTERVAL_MS: Record<Interval, number> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS };
const DEFAULT_MS = DAY_MS;
const POINTS_MAX = 1_500;
const MINUTES_UP_TO_MS = 6 * HOUR_MS;
const HOURS_UP_TO_MS = 14 * DAY_MS;

/**
 * The last 24 hours unless told. The beginning is moved back to a full minute, the finest thing that is counted.
 * @throws AppError `validation_failed` when it ends before it begins.
 */
export function resolveSpan(query: { from?: Date | undefined; to?: Date | undefined }, nowMs: number): Span {
  const to = query.to ?? new Date(nowMs);
  const fromMs = query.from?.getTime() ?? to.getTime() - DEFAULT_MS;
  const from = new Date(Math.floor(fromMs / MINUTE_MS) * MINUTE_MS);
  if (from >= to) throw invalidFields({ path: "from", message: "must be before `to`" });
  return { from, to };
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
