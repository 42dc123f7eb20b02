import { type Context, requireScope } from "@/lib/access";
import { type Page, readIdCursor, toPage } from "@/lib/core/pagination";
import { presentWebhooks } from "./present";
import type { ListWebhooksQuery, Webhook } from "./schemas";

/** @returns the workspace's webhooks, newest first, without the deleted ones. */
export async function listWebhooks(ctx: Context, query: ListWebhooksQuery): Promise<Page<Webhook>> {
  requireScope(ctx.actor, "webhooks:read");
  const { limit, cursor, status, projectId, q } = query;
  const rows = await ctx.db.webhook.findMany({
    where: {
      workspaceId: ctx.workspace.id,
      deletedAt: null,
      id: { lt: readIdCursor("webhook", cursor) },
      status,
      projectId,
      ...(q === undefined
        ? {}
        : {
            OR: [
              { id: q },
              { name: { contains: q, mode: "insensitive" } },
              { url: { contains: q, mode: "insensitive" } },
            ],
          }),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = toPage(rows, limit, (row) => row.id);
  return { ...page, data: await presentWebhooks(ctx, page.data) };
}
