import { type Context, requireScope } from "@/lib/access";
import { notFound } from "@/lib/core/errors";

/**
 * Deletes an inbox and what it received; its URL answers 404 from then on.
 * @throws AppError `not_found` when the workspace has no such inbox.
 */
export async function deleteInbox(ctx: Context, id: string): Promise<void> {
  requireScope(ctx.actor, "inboxes:write");
  const { count } = await ctx.db.inbox.deleteMany({ where: { id, workspaceId: ctx.workspace.id } });
  if (count === 0) throw notFound("inbox");
}
