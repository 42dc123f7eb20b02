import { type Context, transact } from "@/lib/access";
import { triggerEvent } from "@/lib/events";
import { lockWebhookRow } from "./get-webhook";
import { mailOwners } from "./mail-owners";

/**
 * Tells the owners once, by `webhook.failing` and by mail, that a webhook has only been failing for days and will be
 * disabled. A success, or enabling it, takes the warning back.
 * @throws AppError `not_found`
 */
export async function warnOfFailing(ctx: Context, id: string, disabledAt: Date): Promise<void> {
  await transact(ctx, async (tx) => {
    const { name, url, projectId, failingSince, warnedAt } = await lockWebhookRow(tx, id);
    if (failingSince === null || warnedAt !== null) return;
    await tx.db.webhook.update({ where: { id }, data: { warnedAt: new Date() } });
    const times = { failingSince: failingSince.toISOString(), disabledAt: disabledAt.toISOString() };
    await triggerEvent(tx, { type: "webhook.failing", projectId, data: { id, name, url, ...times } });
    tx.afterCommit(() => tx.services.publish(tx.workspace.id, { type: "webhook.updated", webhookId: id }));
    await mailOwners(tx, {
      subject: `Webhook "${name}" is failing`,
      text: `${url}\n\nEvery delivery has failed since ${times.failingSince}. If that goes on, it is disabled at ${times.disabledAt}.\n`,
    });
  });
}
