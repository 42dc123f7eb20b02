import { type Context, requireScope, transact } from "@/lib/access";
import { newId } from "@/lib/core/ids";
import { newSecret } from "@/lib/signing";
import { recordChange } from "./audit";
import { checkWebhookInput } from "./check-input";
import { presentWebhook } from "./present";
import type { CreatedWebhook, CreateWebhookInput } from "./schemas";
import { sealHeaders, sealSecret } from "./sealed";

/**
 * Makes a webhook. The answer shows its secret; later only the secret call and a rotation do.
 * @throws AppError `validation_failed` that names every bad field.
 */
export async function createWebhook(ctx: Context, input: CreateWebhookInput): Promise<CreatedWebhook> {
  requireScope(ctx.actor, "webhooks:write");
  const { headers = {} } = await checkWebhookInput(ctx, input, {});
  const id = newId("webhook");
  const secret = input.secret ?? newSecret();
  const row = await transact(ctx, async (tx) => {
    const created = await tx.db.webhook.create({
      data: {
        id,
        workspaceId: tx.workspace.id,
        projectId: input.projectId ?? null,
        name: input.name,
        description: input.description ?? null,
        url: input.url,
        events: input.events,
        headersEncrypted: sealHeaders(tx, id, headers),
        timeoutMs: input.timeoutMs ?? null,
        rateLimit: input.rateLimit ?? null,
        retryScheduleMs: input.retryScheduleMs ?? [],
        status: input.active === false ? "disabled" : "active",
        statusReason: input.active === false ? "Created disabled." : null,
        secretEncrypted: sealSecret(tx, id, secret),
      },
    });
    await recordChange(tx, "webhook.created", null, created);
    return created;
  });
  return { ...(await presentWebhook(ctx, row)), secret };
}
