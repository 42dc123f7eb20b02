import { type Context, requireScope } from "@/lib/access";
import { requireInbox } from "./internal";

/**
 * Forgets what an inbox received. Its behaviour, and its place in a sequence, stay.
 * @throws AppError `not_found` when the workspace has no such inbox.
 */
export async function clearInbox(ctx: Context, id: string): Promise<void> {
  requireScope(ctx.actor, "inboxes:write");
  const inbox = await requireInbox(ctx, id);
  await ctx.db.inboxRequest.deleteMany({ where: { inboxId: inbox.id, workspaceId: ctx.workspace.id } });
}
