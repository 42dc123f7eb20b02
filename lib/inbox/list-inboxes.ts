import { type Context, requireScope } from "@/lib/access";
import { type Page, readIdCursor, toPage } from "@/lib/core/pagination";
import type { PageQuery } from "@/lib/core/schemas";
import { presentInboxes } from "./internal";
import type { Inbox } from "./schemas";

/** @returns the workspace's inboxes, newest first. */
export async function listInboxes(ctx: Context, { limit, cursor }: PageQuery): Promise<Page<Inbox>> {
  requireScope(ctx.actor, "inboxes:read");
  const rows = await ctx.db.inbox.findMany({
    where: { workspaceId: ctx.workspace.id, id: { lt: readIdCursor("inbox", cursor) } },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const inboxes = await presentInboxes(ctx, rows);
  return toPage(inboxes, limit, ({ id }) => id);
}
