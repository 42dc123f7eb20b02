import { type Context, requireScope } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import { presentWebhook, type WebhookRow } from "./present";
import type { Webhook } from "./schemas";

/** @throws AppError `not_found`, also for a deleted webhook and for another workspace's. */
export async function getWebhook(ctx: Context, id: string): Promise<Webhook> {
  requireScope(ctx.actor, "webhooks:read");
  return presentWebhook(ctx, await getWebhookRow(ctx, id));
}

export async function getWebhookRow(ctx: Context, id: string): Promise<WebhookRow> {
  const row = await ctx.db.webhook.findFirst({ where: { id, workspaceId: ctx.workspace.id, deletedAt: null } });
  if (row === null) throw notFound("webhook");
  return row;
}

/** As `getWebhookRow`, and nobody else changes it before this transaction ends. */
export async function lockWebhookRow(ctx: Context, id: string): Promise<WebhookRow> {
  await ctx.db
    .$queryRaw`SELECT 1 AS locked FROM webhooks WHERE id = ${id} AND workspace_id = ${ctx.workspace.id} FOR NO KEY UPDATE`;
  return getWebhookRow(ctx, id);
}
