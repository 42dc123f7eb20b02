import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { SECOND_MS } from "@/lib/core/clock";
import { newSecret } from "@/lib/signing";
import { getWebhookRow, lockWebhookRow } from "./get-webhook";
import { presentWebhook, type WebhookRow } from "./present";
import type { RotateSecretInput, Webhook, WebhookSecret } from "./schemas";
import { openSecret, sealSecret } from "./sealed";

/** Shows the secret, and writes down who asked. */
export async function getWebhookSecret(ctx: Context, id: string): Promise<WebhookSecret> {
  requireScope(ctx.actor, "secrets:read");
  return transact(ctx, async (tx) => {
    const row = await getWebhookRow(tx, id);
    await recordAudit(tx, { action: "webhook.secret_revealed", targetKind: "webhook", targetId: id });
    return present(tx, row);
  });
}

/**
 * Makes a new secret. Until the grace period ends both sign; rotating once more before that replaces the older one.
 * @throws AppError `not_found`
 */
export async function rotateWebhookSecret(
  ctx: Context,
  id: string,
  { gracePeriodSeconds }: RotateSecretInput,
): Promise<WebhookSecret> {
  requireScope(ctx.actor, "webhooks:write");
  return transact(ctx, async (tx) => {
    const before = await lockWebhookRow(tx, id);
    const overlaps = gracePeriodSeconds > 0;
    const row = await tx.db.webhook.update({
      where: { id },
      data: {
        secretEncrypted: sealSecret(tx, id, newSecret()),
        previousSecretEncrypted: overlaps ? before.secretEncrypted : null,
        previousSecretExpiresAt: overlaps ? new Date(Date.now() + gracePeriodSeconds * SECOND_MS) : null,
      },
    });
    await recordAudit(tx, {
      action: "webhook.secret_rotated",
      targetKind: "webhook",
      targetId: id,
      diff: { gracePeriodSeconds: [null, gracePeriodSeconds] },
    });
    tx.afterCommit(() => tx.services.publish(tx.workspace.id, { type: "webhook.updated", webhookId: id }));
    return present(tx, row);
  });
}

/**
 * Ends the overlap of a rotation now: from the next attempt on only the current secret signs. Does nothing when there
 * is none.
 * @throws AppError `not_found`
 */
export async function expirePreviousSecret(ctx: Context, id: string): Promise<Webhook> {
  requireScope(ctx.actor, "webhooks:write");
  const row = await transact(ctx, async (tx) => {
    const before = await lockWebhookRow(tx, id);
    const { previousSecretEncrypted, previousSecretExpiresAt } = before;
    if (previousSecretEncrypted === null || previousSecretExpiresAt === null) return before;
    if (previousSecretExpiresAt <= new Date()) return before;
    await recordAudit(tx, {
      action: "webhook.previous_secret_expired",
      targetKind: "webhook",
      targetId: id,
      diff: { previousSecretExpiresAt: [previousSecretExpiresAt.toISOString(), null] },
    });
    tx.afterCommit(() => tx.services.publish(tx.workspace.id, { type: "webhook.updated", webhookId: id }));
    return tx.db.webhook.update({
      where: { id },
      data: { previousSecretEncrypted: null, previousSecretExpiresAt: null },
    });
  });
  return presentWebhook(ctx, row);
}

function present(ctx: Context, row: WebhookRow): WebhookSecret {
  const { id, previousSecretEncrypted, previousSecretExpiresAt } = row;
  const secret = openSecret(ctx, id, row.secretEncrypted);
  if (previousSecretEncrypted === null || previousSecretExpiresAt === null || previousSecretExpiresAt <= new Date())
    return { secret, previousSecret: null, previousExpiresAt: null };
  const previousSecret = openSecret(ctx, id, previousSecretEncrypted);
  return { secret, previousSecret, previousExpiresAt: previousSecretExpiresAt.toISOString() };
}
