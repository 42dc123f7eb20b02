import type { Context } from "@/lib/access";

/** After the commit: this process forgets what it remembers of the key. */
export function announceChange(ctx: Context, id: string): void {
  ctx.afterCommit(() => ctx.services.apiKeys.forget(id));
}
