import { type Context, requireScope } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import { sqlOf } from "@/lib/platform/db";
import { figuresOf, pointOf } from "./figures";
import { readSeries, readTotals } from "./read-rows";
import type { WebhookStats, WebhookStatsQuery } from "./schemas";
import { resolveInterval, resolveSpan } from "./span";

/**
 * How one webhook did: deliveries count in the minute they were created, attempts in the minute they were made. Reads
 * counters only, however many deliveries there are.
 * @throws AppError `not_found`, `validation_failed`
 */
export async function getWebhookStats(
  ctx: Context,
  webhookId: string,
  query: WebhookStatsQuery,
): Promise<WebhookStats> {
  requireScope(ctx.actor, "stats:read");
  const span = resolveSpan(query, Date.now());
  const interval = resolveInterval(span, query.interval);
  const where = { id: webhookId, workspaceId: ctx.workspace.id, deletedAt: null };
  if ((await ctx.db.webhook.findFirst({ where, select: { id: true } })) === null) throw notFound("webhook");
  const scope = { workspaceId: ctx.workspace.id, webhookId };
  const sql = sqlOf(ctx.db);
  const [[totals], series] = await Promise.all([readTotals(sql, scope, span), readSeries(sql, scope, span, interval)]);
  return { webhookId, ...span, interval, ...figuresOf(totals), series: series.map(pointOf) };
}
