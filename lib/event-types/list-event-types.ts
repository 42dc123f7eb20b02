import { type Context, requireScope } from "@/lib/access";
import { type Page, readIdCursor, toPage } from "@/lib/core/pagination";
import type { PageQuery } from "@/lib/core/schemas";
import { presentEventType } from "./present";
import type { EventType } from "./schemas";

/** @returns the catalogue, newest type first. */
export async function listEventTypes(ctx: Context, { limit, cursor }: PageQuery): Promise<Page<EventType>> {
  requireScope(ctx.actor, "event-types:read");
  const before = readIdCursor("eventType", cursor);
  const rows = await ctx.db.eventType.findMany({
    where: { workspaceId: ctx.workspace.id, id: { lt: before } },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = toPage(rows, limit, (row) => row.id);
  return { ...page, data: page.data.map(presentEventType) };
}
