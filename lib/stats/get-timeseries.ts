import { type Context, requireScope } from "@/lib/access";
import { sqlOf } from "@/lib/platform/db";
import { pointOf } from "./figures";
import { readSeries } from "./read-rows";
import type { Timeseries, TimeseriesQuery } from "./schemas";
import { resolveInterval, resolveSpan } from "./span";

/**
 * The workspace's figures over time, or those of the webhooks bound to one project. Buckets in which nothing happened
 * are left out.
 * @throws AppError `validation_failed`
 */
export async function getTimeseries(ctx: Context, query: TimeseriesQuery): Promise<Timeseries> {
  requireScope(ctx.actor, "stats:read");
  const span = resolveSpan(query, Date.now());
  const interval = resolveInterval(span, query.interval);
  const scope = { workspaceId: ctx.workspace.id, projectId: query.projectId };
  const rows = await readSeries(sqlOf(ctx.db), scope, span, interval);
  return { ...span, interval, series: rows.map(pointOf) };
}
