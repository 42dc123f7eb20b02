import type { Context } from "@/lib/access";

/** After the commit: this process forgets what it remembers of the key, and tells the others to. */
export function announceChange(ctx: Context, apiKeyId: string): void {
  ctx.afterCommit(() => {
    ctx.services.apiKeys.forget(apiKeyId);
    ctx.services.publish(ctx.workspace.id, { type: "api-key.changed", apiKeyId });
  });
}
