import { type Context, requireScope } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import { type Page, readIdCursor, toPage } from "@/lib/core/pagination";
import { SEARCH_ROWS_MAX, searchPage } from "@/lib/events";
import { type Sql, sqlOf } from "@/lib/platform/db";
import { createSqlFilter } from "@/lib/platform/sql-filter";
import { addDeliveryFilter, payloadOf } from "./filter";
import { DELIVERY_COLUMNS, type DeliveryRow, presentDelivery } from "./row";
import type { Delivery, DeliveryFilter, ListDeliveriesQuery } from "./schemas";
import { DELIVERY_SOURCE } from "./status";

/**
 * @returns deliveries, newest first. A search of payloads looks at a bounded number of rows a page: a page of it may be
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
  const filter = createSqlFilter();
  addDeliveryFilter(filter, workspaceId, wanted);
  const before = readIdCursor("delivery", cursor);
  if (before !== undefined) filter.and(`d.id < ${filter.bind(before)}`);
  const payload = payloadOf(filter, wanted);
  if (payload === null) {
    const rows = await sql<DeliveryRow>(
      `SELECT ${DELIVERY_COLUMNS} FROM ${DELIVERY_SOURCE} WHERE ${filter.text()} ORDER BY d.id DESC LIMIT ${limit + 1}`,
      filter.values,
    );
    return present(toPage(rows, limit, (row) => row.id));
  }
  const rows = await sql<DeliveryRow & { found: boolean }>(
    `WITH scanned AS MATERIALIZED (
       SELECT ${DELIVERY_COLUMNS}, row_number() OVER (ORDER BY d.id DESC) AS place
       FROM ${DELIVERY_SOURCE} WHERE ${filter.text()} ORDER BY d.id DESC LIMIT ${SEARCH_ROWS_MAX}
     )
     (SELECT s.*, true AS found FROM scanned s JOIN events e ON e.id = s."eventId" WHERE ${payload} ORDER BY s.id DESC LIMIT ${limit + 1})
     UNION ALL
     SELECT s.*, false FROM scanned s WHERE place = ${SEARCH_ROWS_MAX}`,
    filter.values,
  );
  return present(searchPage(rows, limit));
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

function present(page: Page<DeliveryRow>): Page<Delivery> {
  return { ...page, data: page.data.map(presentDelivery) };
}
