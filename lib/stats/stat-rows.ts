import type { Interval } from "./span";

/** Minutes are added to their hour at this age: who asks for rates looks a quarter of an hour back, minute by minute. */
export const MINUTES_FOLDED_AFTER = 20;

/** How long folded minutes and hours can still be told apart; fold-stats.ts keeps them an hour and a day longer. */
export const MINUTES_KEPT_HOURS = 48;
export const HOURS_KEPT_DAYS = 60;

const start = (unit: "hour" | "day", at: string) => `date_trunc('${unit}', ${at}, 'UTC')`;
const next = (unit: "hour" | "day", at: string) =>
  start(unit, `${at} + interval '1 ${unit}' - interval '1 microsecond'`);

/**
 * The counters of a span as a source for `FROM`: each thing counted once, in the coarsest rows there are. Whole days, then
 * whole hours at both ends, then minutes. Conditions on `workspace_id` and `webhook_id` are the query's own.
 * @param from SQL of the span's beginning, and `to` of its end, in times with a zone.
 * @param level the coarsest rows that will do: who draws minutes needs minutes, for as long as they are kept.
 */
export function statRows(from: string, to: string, level: Interval = "day"): string {
  // Of the present hour only minutes of a certain age are in its row: all of them belong to a span that ends now.
  const isPresent = `${to} >= now() - interval '${MINUTES_FOLDED_AFTER} minutes'`;
  const hoursUntil = level === "minute" ? from : `CASE WHEN ${isPresent} THEN 'infinity' ELSE ${start("hour", to)} END`;
  const daysUntil = level === "day" ? start("day", to) : from;
  const minutesKept = start("hour", `now() - interval '${MINUTES_KEPT_HOURS} hours'`);
  const hoursKept = start("day", `now() - interval '${HOURS_KEPT_DAYS} days'`);
  // An hour or day that the span cuts, or that is too coarse, stands aside for what it is made of.
  const whole = `at >= ${from} AND at < ${to}
      AND NOT (resolution = 'hour' AND at >= ${hoursUntil} AND at >= ${minutesKept})
      AND NOT (resolution = 'day' AND at >= ${daysUntil} AND at >= ${hoursKept})`;
  return `(
    SELECT * FROM webhook_stats WHERE ${whole}
    UNION ALL
    SELECT * FROM webhook_stat_details WHERE ${whole} AND (
      resolution = 'minute' AND (at < ${next("hour", from)} OR at >= ${hoursUntil})
      OR resolution = 'hour' AND (at < ${next("day", from)} OR at >= ${daysUntil}))
  )`;
}
