import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { notFound } from "@/lib/core/errors";
import { requireInbox } from "./internal";

/**
 * Deletes an inbox and what it received; its URL answers 404 from then on.
 * @throws AppError `not_found` when the workspace has no such inbox.
 */
export async function deleteInbox(ctx: Context, id: string): Promise<void> {
  requireScope(ctx.actor, "inboxes:write");
  await transact(ctx, async (tx) => {
    const { name } = await requireInbox(tx, id);
    const { count } = await tx.db.inbox.deleteMany({ where: { id, workspaceId: tx.workspace.id } });
    if (count === 0) throw notFound("inbox");
    await recordAudit(tx, { action: "inbox.deleted", targetKind: "inbox", targetId: id, diff: { name: [name, null] } });
  });
}
