import type { Context } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import type { Workspace } from "./schemas";
import { toWorkspace } from "./to-workspace";

/** @returns the workspace that the caller acts in, with its settings. */
export async function getWorkspace(ctx: Context): Promise<Workspace> {
  const row = await ctx.db.workspace.findUnique({ where: { id: ctx.workspace.id } });
  if (row === null) throw notFound("workspace");
  return toWorkspace(row);
}
