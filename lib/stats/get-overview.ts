import { type Context, requireScope } from "@/lib/access";
import { sqlOf } from "@/lib/platform/db";
import { figuresOf } from "./figures";
import { readTotals } from "./read-rows";
import type { Overview, OverviewQuery } from "./schemas";
import { resolveSpan, spanBefore } from "./span";

/**
 * How the workspace did, or the webhooks bound to one project, beside the span of equal length before.
 * @throws AppError `validation_failed`
 */
export async function getOverview(ctx: Context, query: OverviewQuery): Promise<Overview> {
  requireScope(ctx.actor, "stats:read");
  const nowMs = Date.now();
  const span = resolveSpan(query, nowMs);
  const before = spanBefore(span, nowMs);
  const scope = { workspaceId: ctx.workspace.id, projectId: query.projectId };
  const [now, previous] = await readTotals(sqlOf(ctx.db), scope, span, before);
  return { ...span, ...figuresOf(now), previous: figuresOf(previous) };
}
