import { COUNTED_COLUMNS } from "./counters";
import type { Interval } from "./span";

/** Minutes are added to their hour at this age: who asks for rates looks a quarter of an hour back, minute by minute. */
export const MINUTES_FOLDED_AFTER = 20;

/** How long folded minutes and hours can still be told apart; fold-stats.ts keeps them an hour and a day longer. */
export const MINUTES_KEPT_HOURS = 48;
export const HOURS_KEPT_DAYS = 60;

const OF_WORKSPACE = `workspace_id, project_id, at, ${COUNTED_COLUMNS}`;
const OF_WEBHOOK = `webhook_id, ${OF_WORKSPACE}`;

const start = (unit: "hour" | "day", at: string) => `date_trunc('${unit}', ${at}, 'UTC')`;
const next = (unit: "hour" | "day", at: string) =>
  start(unit, `${at} + interval '1 ${unit}' - interval '1 microsecond'`);

/** SQL of when the last 24 hours begin, as they do for `resolveSpan`. */
export const LAST_DAY_START = start("hour", "now() - interval '24 hours'");

/** SQL of what must be asked of a row so that a span counts each thing once. */
function conditionsOf(from: string, to: string, level: Interval) {
  // Of the present hour only minutes of a certain age are in its row: all of them belong to a span that ends now.
  const isPresent = `${to} >= now() - interval '${MINUTES_FOLDED_AFTER} minutes'`;
  const hoursUntil = level === "minute" ? from : `CASE WHEN ${isPresent} THEN 'infinity' ELSE ${start("hour", to)} END`;
  const daysUntil = level === "day" ? start("day", to) : from;
  const minutesKept = start("hour", `now() - interval '${MINUTES_KEPT_HOURS} hours'`);
  const hoursKept = start("day", `now() - interval '${HOURS_KEPT_DAYS} days'`);
  // An hour or day that the span cuts, or that is too coarse, stands aside for what it is made of.
  return {
    whole: `at >= ${from} AND at < ${to}
      AND NOT (resolution = 'hour' AND at >= ${hoursUntil} AND at >= ${minutesKept})
      AND NOT (resolution = 'day' AND at >= ${daysUntil} AND at >= ${hoursKept})`,
    minutesAtEnds: `resolution = 'minute' AND (at < ${next("hour", from)} OR at >= ${hoursUntil})`,
    hoursAtEnds: `resolution = 'hour' AND (at < ${next("day", from)} OR at >= ${daysUntil})`,
  };
}

/**
 * The counters of a span as a source for `FROM`: each thing counted once, in the coarsest rows there are. Whole days, then
 * whole hours at both ends, then minutes. Conditions on `workspace_id` and `webhook_id` are the query's own.
 * @param from SQL of the span's beginning, and `to` of its end, in times with a zone.
 * @param level the coarsest rows that will do: who draws minutes needs minutes, for as long as they are kept.
 */
export function statRows(from: string, to: string, level: Interval = "day"): string {
  const { whole, minutesAtEnds, hoursAtEnds } = conditionsOf(from, to, level);
  return `(
    SELECT ${OF_WEBHOOK} FROM webhook_stats WHERE ${whole}
    UNION ALL
    SELECT ${OF_WEBHOOK} FROM webhook_stat_details WHERE ${whole} AND (${minutesAtEnds} OR ${hoursAtEnds})
  )`;
}

/**
 * The same for all webhooks of a workspace, or of a project, without telling them apart: hours are one row whatever their number,
 * and only what is not folded yet, and the minutes at the ends, are those of each.
 */
export function workspaceStatRows(from: string, to: string, level: Interval = "hour"): string {
  const { whole, minutesAtEnds } = conditionsOf(from, to, level);
  return `(
    SELECT ${OF_WORKSPACE} FROM workspace_stats WHERE ${whole}
    UNION ALL
    SELECT ${OF_WORKSPACE} FROM webhook_stats WHERE resolution IN ('arrival', 'minute') AND at >= ${from} AND at < ${to}
    UNION ALL
    SELECT ${OF_WORKSPACE} FROM webhook_stat_details WHERE at >= ${from} AND at < ${to} AND ${minutesAtEnds}
  )`;
}
