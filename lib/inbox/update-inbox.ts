import { type Context, requireScope, transact } from "@/lib/access";
import { changesOf, recordAudit } from "@/lib/audit";
import type { Prisma } from "@/lib/platform/db";
import { type InboxRow, presentInbox, requireInbox } from "./internal";
import { type Inbox, UpdateInboxInput } from "./schemas";

/**
 * Renames an inbox or sets how it answers. Setting the behaviour counts requests from the start again.
 * @throws AppError `not_found` when the workspace has no such inbox.
 */
export async function updateInbox(ctx: Context, id: string, input: UpdateInboxInput): Promise<Inbox> {
  requireScope(ctx.actor, "inboxes:write");
  const { name, behaviour } = UpdateInboxInput.parse(input);
  const row = await transact(ctx, async (tx) => {
    const before = await requireInbox(tx, id);
    const after = await tx.db.inbox.update({
      where: { id, workspaceId: tx.workspace.id },
      data: { name, ...(behaviour === undefined ? {} : { behaviour, requestCount: 0 }) },
    });
    const diff = changesOf(settingsOf(before), settingsOf(after));
    if (Object.keys(diff).length > 0)
      await recordAudit(tx, { action: "inbox.updated", targetKind: "inbox", targetId: id, diff });
    return after;
  });
  return presentInbox(ctx, row);
}

const settingsOf = ({ name, behaviour }: InboxRow) => ({ name, behaviour: behaviour as Prisma.InputJsonValue });
