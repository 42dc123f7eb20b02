import type { Context } from "@/lib/access";
import type { Headers } from "./headers";

type Row = { id: string; headersEncrypted: string | null };

const contextOf = (ctx: Context, webhookId: string) => ({
  workspaceId: ctx.workspace.id,
  table: "webhooks",
  rowId: webhookId,
});

/** @returns a secret as it is stored: opens for this webhook of this workspace only. */
export function sealSecret(ctx: Context, webhookId: string, secret: string): string {
  return ctx.services.encryption.encrypt(secret, contextOf(ctx, webhookId));
}

export function openSecret(ctx: Context, webhookId: string, sealed: string): string {
  return ctx.services.encryption.decrypt(sealed, contextOf(ctx, webhookId));
}

/** @returns headers as they are stored; null for none. */
export function sealHeaders(ctx: Context, webhookId: string, headers: Headers): string | null {
  if (Object.keys(headers).length === 0) return null;
  return ctx.services.encryption.encrypt(JSON.stringify(headers), contextOf(ctx, webhookId));
}

export function openHeaders(ctx: Context, { id, headersEncrypted }: Row): Headers {
  if (headersEncrypted === null) return {};
  return JSON.parse(ctx.services.encryption.decrypt(headersEncrypted, contextOf(ctx, id))) as Headers;
}
