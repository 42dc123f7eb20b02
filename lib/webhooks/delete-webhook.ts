import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { cancelOfWebhook } from "@/lib/deliveries";
import { sqlOf } from "@/lib/platform/db";
import { lockWebhookRow } from "./get-webhook";

/**
 * Deletes a webhook: nothing is delivered to it any more, what was open is cancelled, and its history stays.
 * @throws AppError `not_found`
 */
export async function deleteWebhook(ctx: Context, id: string): Promise<void> {
  requireScope(ctx.actor, "webhooks:write");
  await transact(ctx, async (tx) => {
    const row = await lockWebhookRow(tx, id);
    await tx.db.webhook.update({ where: { id }, data: { deletedAt: new Date() } });
    await cancelOfWebhook(sqlOf(tx.db), id);
    await recordAudit(tx, {
      action: "webhook.deleted",
      targetKind: "webhook",
      targetId: id,
      diff: { name: [row.name, null], url: [row.url, null] },
    });
    tx.afterCommit(() => {
      // Whatever is in flight or was too much for one call is let go by the worker.
      tx.services.ring([id]);
      tx.services.publish(tx.workspace.id, { type: "webhook.updated", webhookId: id });
    });
  });
}
