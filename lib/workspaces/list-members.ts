import { type Context, requireScope } from "@/lib/access";
import { type Page, readIdCursor, toPage } from "@/lib/core/pagination";
import type { PageQuery } from "@/lib/core/schemas";
import { memberInclude, toMember } from "./members";
import type { Member } from "./schemas";

/** @returns who belongs to the workspace, newest first. */
export async function listMembers(ctx: Context, { limit, cursor }: PageQuery): Promise<Page<Member>> {
  requireScope(ctx.actor, "members:read");
  const before = readIdCursor("member", cursor);
  const rows = await ctx.db.member.findMany({
    where: { workspaceId: ctx.workspace.id, ...(before === undefined ? {} : { id: { lt: before } }) },
    include: memberInclude,
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return toPage(rows.map(toMember), limit, (member) => member.id);
}
