import { type Context, requireScope } from "@/lib/access";
import { idFloor } from "@/lib/core/ids";
import { sqlOf } from "@/lib/platform/db";
import { getWebhookRow } from "./get-webhook";
import type { SkippedEvents } from "./schemas";

/** So many of the workspace's newest events are looked at, however long the webhook has been disabled. */
const LOOKED_AT_MAX = 50_000;

const READ = `
  SELECT count(*)::int AS seen, count(*) FILTER (WHERE skipped @> $3::jsonb)::int AS count
  FROM (SELECT skipped FROM events WHERE workspace_id = $1 AND id >= $2 ORDER BY id DESC LIMIT ${LOOKED_AT_MAX}) AS newest`;

/**
 * Counts the events that a disabled webhook missed: they were accepted, but no delivery was made of them.
 * @throws AppError `not_found`
 */
export async function countSkippedEvents(ctx: Context, id: string): Promise<SkippedEvents> {
  requireScope(ctx.actor, "webhooks:read");
  const { status, statusChangedAt } = await getWebhookRow(ctx, id);
  if (status !== "disabled") return { since: null, count: 0, isComplete: true };
  const [row] = await sqlOf(ctx.db)<{ seen: number; count: number }>(READ, [
    ctx.workspace.id,
    idFloor("event", statusChangedAt.getTime()),
    JSON.stringify([{ webhookId: id }]),
  ]);
  const { seen = 0, count = 0 } = row ?? {};
  return { since: statusChangedAt.toISOString(), count, isComplete: seen < LOOKED_AT_MAX };
}
