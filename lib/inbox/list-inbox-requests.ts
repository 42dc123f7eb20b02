import { type Context, requireScope } from "@/lib/access";
import { type Page, readIdCursor, toPage } from "@/lib/core/pagination";
import type { PageQuery } from "@/lib/core/schemas";
import { requireInbox } from "./internal";
import { InboxRequestSummary } from "./schemas";

/**
 * @returns what an inbox received, newest first, without headers and bodies.
 * @throws AppError `not_found` when the workspace has no such inbox.
 */
export async function listInboxRequests(
  ctx: Context,
  inboxId: string,
  { limit, cursor }: PageQuery,
): Promise<Page<InboxRequestSummary>> {
  requireScope(ctx.actor, "inboxes:read");
  await requireInbox(ctx, inboxId);
  const rows = await ctx.db.inboxRequest.findMany({
    where: { inboxId, workspaceId: ctx.workspace.id, id: { lt: readIdCursor("inboxRequest", cursor) } },
    omit: { headers: true, body: true },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const requests = rows.map((row) => InboxRequestSummary.parse(row));
  return toPage(requests, limit, ({ id }) => id);
}
