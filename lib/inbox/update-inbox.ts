import { type Context, requireScope } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import { requireInbox, presentInbox } from "./internal";
import { type Inbox, UpdateInboxInput } from "./schemas";

/**
 * Renames an inbox or sets how it answers. Setting the behaviour counts requests from the start again.
 * @throws AppError `not_found` when the workspace has no such inbox.
 */
export async function updateInbox(ctx: Context, id: string, input: UpdateInboxInput): Promise<Inbox> {
  requireScope(ctx.actor, "inboxes:write");
  const { name, behaviour } = UpdateInboxInput.parse(input);
  const { count } = await ctx.db.inbox.updateMany({
    where: { id, workspaceId: ctx.workspace.id },
    data: { name, ...(behaviour === undefined ? {} : { behaviour, requestCount: 0 }) },
  });
  if (count === 0) throw notFound("inbox");
  return presentInbox(ctx, await requireInbox(ctx, id));
}
