import { type Context, requireScope } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import { cursorOf, type Page, readIdCursor, toPage } from "@/lib/core/pagination";
import { type Sql, sqlOf } from "@/lib/platform/db";
import { findDeliveries } from "./find-deliveries";
import { presentDelivery } from "./row";
import type { Beyond } from "./scan";
import type { Delivery, DeliveryFilter, ListDeliveriesQuery } from "./schemas";

/**
 * @returns deliveries, newest first. A page looks at a bounded number of rows: where what is wanted is rare, it may be
 * short, even empty, and still have a cursor that goes on.
 */
export async function listDeliveries(ctx: Context, query: ListDeliveriesQuery): Promise<Page<Delivery>> {
  requireScope(ctx.actor, "deliveries:read");
  const { limit, cursor, ...wanted } = query;
  return readDeliveries(sqlOf(ctx.db), ctx.workspace.id, wanted, { limit, cursor });
}

/** @returns one page of what matches; its cursor goes on. */
export async function readDeliveries(
  sql: Sql,
  workspaceId: string,
  wanted: DeliveryFilter,
  { limit, cursor }: { limit: number; cursor: string | undefined },
): Promise<Page<Delivery>> {
  const before = readIdCursor("delivery", cursor);
  const beyond: Beyond | undefined = before === undefined ? undefined : { side: "older", id: before };
  const { found, stoppedAt } = await findDeliveries(sql, workspaceId, wanted, { beyond, count: limit + 1 });
  const page =
    stoppedAt === undefined ? toPage(found, limit, ({ id }) => id) : { data: found, nextCursor: cursorOf(stoppedAt) };
  return { ...page, data: page.data.map(presentDelivery) };
}

/** As `listDeliveries`, of one webhook, also of one that was deleted. @throws AppError `not_found` */
export async function listDeliveriesOfWebhook(
  ctx: Context,
  webhookId: string,
  query: ListDeliveriesQuery,
): Promise<Page<Delivery>> {
  requireScope(ctx.actor, "deliveries:read");
  const known = await ctx.db.webhook.count({ where: { id: webhookId, workspaceId: ctx.workspace.id } });
  if (known === 0) throw notFound("webhook");
  return listDeliveries(ctx, { ...query, webhookId: [webhookId] });
}
