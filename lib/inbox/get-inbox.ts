import { type Context, requireScope } from "@/lib/access";
import { requireInbox, presentInbox } from "./internal";
import type { Inbox } from "./schemas";

/** @throws AppError `not_found` when the workspace has no such inbox. */
export async function getInbox(ctx: Context, id: string): Promise<Inbox> {
  requireScope(ctx.actor, "inboxes:read");
  return presentInbox(ctx, await requireInbox(ctx, id));
}
