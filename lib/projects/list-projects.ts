import { type Context, requireScope } from "@/lib/access";
import { type Page, readIdCursor, toPage } from "@/lib/core/pagination";
import type { PageQuery } from "@/lib/core/schemas";
import { Project } from "./schemas";

/** @returns the workspace's projects, newest first. */
export async function listProjects(ctx: Context, { limit, cursor }: PageQuery): Promise<Page<Project>> {
  requireScope(ctx.actor, "projects:read");
  const before = readIdCursor("project", cursor);
  const rows = await ctx.db.project.findMany({
    where: { workspaceId: ctx.workspace.id, deletedAt: null, id: { lt: before } },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = toPage(rows, limit, (row) => row.id);
  return { ...page, data: page.data.map((row) => Project.parse(row)) };
}
