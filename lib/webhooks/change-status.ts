import { type Context, requireScope, transact } from "@/lib/access";
import { AppError } from "@/lib/core/errors";
import { recordChange } from "./audit";
import { lockWebhookRow } from "./get-webhook";
import { presentWebhook, type WebhookRow } from "./present";
import type { Webhook } from "./schemas";

type Status = "active" | "paused" | "disabled";

/**
 * Sets the status in the caller's transaction. To become active from disabled is a clean slate: what the endpoint did
 * before counts neither for the breaker nor for automatic disabling. The worker is woken after the commit, to send what
 * is due now or to let go of what is no longer sent.
 */
export async function applyStatus(ctx: Context, row: WebhookRow, status: Status): Promise<WebhookRow> {
  const enabling = row.status === "disabled" && status === "active";
  if (enabling) await ctx.db.lane.deleteMany({ where: { webhookId: row.id } });
  const after = await ctx.db.webhook.update({
    where: { id: row.id },
    data: {
      status,
      statusChangedAt: new Date(),
      statusReason: status === "active" ? null : `${status === "paused" ? "Paused" : "Disabled"} by ${ctx.actor.name}.`,
      ...(enabling ? { failingSince: null, warnedAt: null } : {}),
    },
  });
  ctx.afterCommit(() => ctx.services.ring([row.id]));
  return after;
}

/** Holds deliveries back: new ones are created and wait with the others until it is resumed. */
export function pauseWebhook(ctx: Context, id: string): Promise<Webhook> {
  return changeStatus(ctx, id, "paused", "webhook.paused");
}

/** Lets go what was held. */
export function resumeWebhook(ctx: Context, id: string): Promise<Webhook> {
  return changeStatus(ctx, id, "active", "webhook.resumed");
}

/** Enables a disabled webhook with a clean slate; a paused one is resumed. */
export function enableWebhook(ctx: Context, id: string): Promise<Webhook> {
  return changeStatus(ctx, id, "active", "webhook.enabled");
}

async function changeStatus(
  ctx: Context,
  id: string,
  status: Status,
  action: "webhook.paused" | "webhook.resumed" | "webhook.enabled",
): Promise<Webhook> {
  requireScope(ctx.actor, "webhooks:write");
  const row = await transact(ctx, async (tx) => {
    const before = await lockWebhookRow(tx, id);
    if (before.status === "disabled" && action !== "webhook.enabled")
      throw new AppError(
        "webhook_disabled",
        "This webhook is disabled. Enable it with POST /api/webhooks/{id}/enable.",
      );
    if (before.status === status) return before;
    const after = await applyStatus(tx, before, status);
    await recordChange(tx, action, before, after);
    return after;
  });
  return presentWebhook(ctx, row);
}
