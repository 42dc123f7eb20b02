import { type Context, requireScope } from "@/lib/access";
import { requireInbox, toInbox } from "./internal";
import type { Inbox } from "./schemas";

/** @throws AppError `not_found` when the workspace has no such inbox. */
export async function getInbox(ctx: Context, id: string): Promise<Inbox> {
  requireScope(ctx.actor, "inboxes:read");
  return toInbox(ctx, await requireInbox(ctx, id));
}
