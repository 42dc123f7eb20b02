import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError, notFound } from "@/lib/core/errors";
import { type Sql, sqlOf } from "@/lib/platform/db";
import { announceDelivery } from "./announce";
import { endDeliveries } from "./engine";
import { readDelivery } from "./get-delivery";
import type { Delivery } from "./schemas";

/**
 * Ends a delivery that waits for an attempt: no further one is made. A manual retry that waits is taken back.
 * @throws AppError `not_found`; `delivery_not_cancellable` when it has ended, or its request is on the wire right now.
 */
export async function cancelDelivery(ctx: Context, id: string): Promise<Delivery> {
  requireScope(ctx.actor, "deliveries:write");
  return transact(ctx, async (tx) => {
    const sql = sqlOf(tx.db);
    // Plans before deliveries: the order in which the worker locks them too.
    const planned = await sql<{ is_sending: boolean }>(LOCK_PLANNED, [id, tx.workspace.id]);
    if (planned.some((plan) => plan.is_sending))
      throw new AppError(
        "delivery_not_cancellable",
        "This delivery is being sent right now. Cancel it once the attempt has ended.",
      );
    if (planned.length === 0) {
      const known = await sql("SELECT 1 FROM deliveries WHERE id = $1 AND workspace_id = $2", [id, tx.workspace.id]);
      if (known.length === 0) throw notFound("delivery");
      throw new AppError("delivery_not_cancellable", "This delivery has ended, so there is nothing to cancel.");
    }
    await sql("DELETE FROM planned_attempts WHERE delivery_id = $1", [id]);
    await endDeliveries(sql, [id], { state: "cancelled", cause: "cancelled" });
    await recordAudit(tx, { action: "delivery.cancelled", targetKind: "delivery", targetId: id });
    const delivery = await readDelivery(sql, tx.workspace.id, id);
    announceDelivery(tx, delivery);
    return delivery;
  });
}

const LOCK_PLANNED = `
  SELECT lease IS NOT NULL AND due_at > now() AS is_sending FROM planned_attempts
  WHERE delivery_id = $1 AND workspace_id = $2 ORDER BY trigger FOR UPDATE`;

const CANCEL_AT_ONCE_MAX = 5_000;

/**
 * Cancels what is open for a webhook that is being deleted, in the caller's transaction: up to 5,000 deliveries. What is in
 * flight, and a rest, is let go by the worker.
 */
export async function cancelOfWebhook(sql: Sql, webhookId: string): Promise<void> {
  const removed = await sql<{ delivery_id: string }>(
    `DELETE FROM planned_attempts WHERE (delivery_id, trigger) IN (
       SELECT delivery_id, trigger FROM planned_attempts
       WHERE webhook_id = $1 AND (lease IS NULL OR due_at <= now()) LIMIT ${CANCEL_AT_ONCE_MAX} FOR UPDATE SKIP LOCKED
     ) RETURNING delivery_id`,
    [webhookId],
  );
  const deliveryIds = [...new Set(removed.map((row) => row.delivery_id))];
  await endDeliveries(sql, deliveryIds, { state: "cancelled", cause: "endpoint_disabled" });
}
