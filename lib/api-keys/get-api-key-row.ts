import type { Context } from "@/lib/access";
import { notFound } from "@/lib/core/errors";

/** @throws AppError `not_found` for a missing key and for another workspace's. */
export async function getApiKeyRow(ctx: Context, id: string) {
  const row = await ctx.db.apiKey.findFirst({ where: { id, workspaceId: ctx.workspace.id } });
  if (row === null) throw notFound("API key");
  return row;
}
