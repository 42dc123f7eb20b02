import { type Context, requireScope } from "@/lib/access";
import { type Page, readIdCursor, toPage } from "@/lib/core/pagination";
import type { PageQuery } from "@/lib/core/schemas";
import { presentApiKey } from "./present";
import type { ApiKey } from "./schemas";

/** @returns the workspace's keys, newest first, revoked and expired ones too. */
export async function listApiKeys(ctx: Context, { limit, cursor }: PageQuery): Promise<Page<ApiKey>> {
  requireScope(ctx.actor, "api-keys:read");
  const before = readIdCursor("apiKey", cursor);
  const rows = await ctx.db.apiKey.findMany({
    where: { workspaceId: ctx.workspace.id, id: { lt: before } },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return toPage(rows.map(presentApiKey), limit, (key) => key.id);
}
