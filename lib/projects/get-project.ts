import { type Context, requireScope } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import { Project } from "./schemas";

/** @throws AppError `not_found` for a missing or deleted project, and for another workspace's. */
export async function getProject(ctx: Context, id: string): Promise<Project> {
  requireScope(ctx.actor, "projects:read");
  return Project.parse(await getProjectRow(ctx, id));
}

export async function getProjectRow(ctx: Context, id: string) {
  const row = await ctx.db.project.findFirst({ where: { id, workspaceId: ctx.workspace.id, deletedAt: null } });
  if (row === null) throw notFound("project");
  return row;
}
