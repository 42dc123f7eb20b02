import { type Context, transact } from "@/lib/access";
import { triggerEvent } from "@/lib/events";
import { recordChange } from "./audit";
import { lockWebhookRow } from "./get-webhook";
import { mailOwners } from "./mail-owners";

/**
 * Disables a webhook on Posthorn's own account: nothing is sent any more, what was open is let go by the worker, and the
 * owners learn why by `webhook.disabled` and by mail. Does nothing to one that is disabled already.
 * @param reason a sentence for people.
 * @param seenAt when the reason came about: somebody who changed the status since knows better.
 * @throws AppError `not_found`
 */
export async function disableWebhook(ctx: Context, id: string, reason: string, seenAt: Date): Promise<void> {
  await transact(ctx, async (tx) => {
    const before = await lockWebhookRow(tx, id);
    if (before.status === "disabled" || before.statusChangedAt > seenAt) return;
    const after = await tx.db.webhook.update({
      where: { id },
      data: { status: "disabled", statusReason: reason, statusChangedAt: new Date() },
    });
    await recordChange(tx, "webhook.disabled", before, after);
    const { name, url, projectId } = after;
    const data = { id, name, url, reason, disabledAt: after.statusChangedAt.toISOString() };
    await triggerEvent(tx, { type: "webhook.disabled", projectId, data });
    tx.afterCommit(() => tx.services.ring([id]));
    await mailOwners(tx, { subject: `Webhook "${name}" was disabled`, text: `${url}\n\n${reason}\n` });
  });
}
