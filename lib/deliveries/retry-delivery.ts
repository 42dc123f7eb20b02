import { actorLabel, type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError, notFound } from "@/lib/core/errors";
import { sqlOf } from "@/lib/platform/db";
import { announceDelivery } from "./announce";
import { probeNow } from "./engine/probe-now";
import { readDelivery } from "./get-delivery";
import type { Delivery } from "./schemas";

type Target = {
  webhook_id: string;
  event_id: string;
  webhook_status: string;
  is_deleted: boolean;
  has_payload: boolean;
};

/**
 * Plans one more attempt, due now, whatever the delivery's status; a scheduled attempt stays where it is. While the webhook
 * is paused it waits. A second call before that attempt was made changes nothing.
 * @throws AppError `not_found`, `webhook_disabled`, `payload_expired`
 */
export async function retryDelivery(ctx: Context, id: string): Promise<Delivery> {
  requireScope(ctx.actor, "deliveries:write");
  return transact(ctx, async (tx) => {
    const sql = sqlOf(tx.db);
    const [target] = await sql<Target>(TARGET, [id, tx.workspace.id]);
    if (target === undefined) throw notFound("delivery");
    if (target.is_deleted)
      throw new AppError(
        "webhook_disabled",
        "The webhook of this delivery was deleted. Replay the event to another one.",
      );
    if (target.webhook_status === "disabled")
      throw new AppError(
        "webhook_disabled",
        "The webhook of this delivery is disabled. Enable it with POST /api/webhooks/{id}/enable, then retry.",
      );
    if (!target.has_payload)
      throw new AppError(
        "payload_expired",
        "The payload of this delivery is no longer kept, so it cannot be sent again.",
      );
    const planned = await sql(PLAN, [id, tx.workspace.id, target.webhook_id, target.event_id, actorLabel(tx.actor)]);
    if (planned.length > 0) {
      await probeNow(sql, [target.webhook_id]);
      await recordAudit(tx, { action: "delivery.retried", targetKind: "delivery", targetId: id });
      tx.afterCommit(() => tx.services.ring([target.webhook_id]));
    }
    const delivery = await readDelivery(sql, tx.workspace.id, id);
    announceDelivery(tx, delivery);
    return delivery;
  });
}

const TARGET = `
  SELECT d.webhook_id, d.event_id, w.status AS webhook_status, w.deleted_at IS NOT NULL AS is_deleted,
    EXISTS (SELECT FROM events e WHERE e.id = d.event_id) AS has_payload
  FROM deliveries d JOIN webhooks w ON w.id = d.webhook_id WHERE d.id = $1 AND d.workspace_id = $2`;

// Due since ever: what a person asks for goes before the backlog.
const PLAN = `
  INSERT INTO planned_attempts (delivery_id, trigger, workspace_id, webhook_id, event_id, due_at, planned_for, actor)
  VALUES ($1, 'manual', $2, $3, $4, to_timestamp(0), now(), $5)
  ON CONFLICT (delivery_id, trigger) DO NOTHING RETURNING delivery_id`;
