import { type Context, requireScope } from "@/lib/access";
import { sqlOf } from "@/lib/platform/db";

/** Webhooks that follow the workspace's default, setting by setting, of all. */
export type Followers = { total: number; timeoutMs: number; rateLimit: number; retryScheduleMs: number };

/** @returns how many webhooks a change of the workspace's defaults is about. */
export async function countFollowers(ctx: Context): Promise<Followers> {
  requireScope(ctx.actor, "webhooks:read");
  const [counts] = await sqlOf(ctx.db)<Followers>(
    `SELECT count(*)::int AS total, count(*) FILTER (WHERE timeout_ms IS NULL)::int AS "timeoutMs",
       count(*) FILTER (WHERE rate_limit IS NULL)::int AS "rateLimit",
       count(*) FILTER (WHERE cardinality(retry_schedule_ms) = 0)::int AS "retryScheduleMs"
     FROM webhooks WHERE workspace_id = $1 AND deleted_at IS NULL`,
    [ctx.workspace.id],
  );
  return counts ?? { total: 0, timeoutMs: 0, rateLimit: 0, retryScheduleMs: 0 };
}
