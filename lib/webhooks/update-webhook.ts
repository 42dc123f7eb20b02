import { type Context, requireScope, transact } from "@/lib/access";
import { recordChange } from "./audit";
import { applyStatus } from "./change-status";
import { checkWebhookInput } from "./check-input";
import { getWebhookRow, lockWebhookRow } from "./get-webhook";
import { presentWebhook, type WebhookRow } from "./present";
import type { UpdateWebhookInput, Webhook } from "./schemas";
import { openHeaders, sealHeaders } from "./sealed";

/**
 * Changes the given fields; null puts a field back to its default. `active` enables (with a clean slate) or disables.
 * @throws AppError `not_found`, `validation_failed`
 */
export async function updateWebhook(ctx: Context, id: string, input: UpdateWebhookInput): Promise<Webhook> {
  requireScope(ctx.actor, "webhooks:write");
  const known = await getWebhookRow(ctx, id);
  const { headers } = await checkWebhookInput(ctx, input, openHeaders(ctx, known));
  const row = await transact(ctx, async (tx) => {
    const before = await lockWebhookRow(tx, id);
    const { name, url, events } = input;
    let after: WebhookRow = await tx.db.webhook.update({
      where: { id },
      data: {
        name,
        url,
        events,
        description: input.description,
        projectId: input.projectId,
        timeoutMs: input.timeoutMs,
        rateLimit: input.rateLimit,
        retryScheduleMs: input.retryScheduleMs === null ? [] : input.retryScheduleMs,
        headersEncrypted: headers === undefined ? undefined : sealHeaders(tx, id, headers),
      },
    });
    if (input.active !== undefined && input.active === (before.status === "disabled"))
      after = await applyStatus(tx, after, input.active ? "active" : "disabled");
    await recordChange(tx, "webhook.updated", before, after);
    return after;
  });
  return presentWebhook(ctx, row);
}
