import { type Context, requireScope } from "@/lib/access";
import { SEARCH_ROWS_MAX } from "@/lib/events";
import { type Sql, sqlOf } from "@/lib/platform/db";
import { createSqlFilter } from "@/lib/platform/sql-filter";
import { addDeliveryFilter, payloadOf } from "./filter";
import { readDelivery } from "./get-delivery";
import type { DeliveryFilter, Neighbours } from "./schemas";
import { DELIVERY_SOURCE } from "./status";

/**
 * @returns what stands before and after a delivery in the list of this filter, also when it does not match itself. A
 * search of payloads looks no further than a page of the list would.
 * @throws AppError `not_found`
 */
export async function findNeighbours(ctx: Context, id: string, wanted: DeliveryFilter): Promise<Neighbours> {
  requireScope(ctx.actor, "deliveries:read");
  const sql = sqlOf(ctx.db);
  await readDelivery(sql, ctx.workspace.id, id);
  const [newerId, olderId] = await Promise.all([
    nearest(sql, ctx.workspace.id, id, wanted, "newer"),
    nearest(sql, ctx.workspace.id, id, wanted, "older"),
  ]);
  return { newerId, olderId };
}

async function nearest(
  sql: Sql,
  workspaceId: string,
  id: string,
  wanted: DeliveryFilter,
  side: "newer" | "older",
): Promise<string | null> {
  const filter = createSqlFilter();
  addDeliveryFilter(filter, workspaceId, wanted);
  filter.and(`d.id ${side === "newer" ? ">" : "<"} ${filter.bind(id)}`);
  const order = side === "newer" ? "ASC" : "DESC";
  const payload = payloadOf(filter, wanted);
  const [row] = await sql<{ id: string }>(
    payload === null
      ? `SELECT d.id FROM ${DELIVERY_SOURCE} WHERE ${filter.text()} ORDER BY d.id ${order} LIMIT 1`
      : `WITH scanned AS MATERIALIZED (
           SELECT d.id, d.event_id FROM ${DELIVERY_SOURCE} WHERE ${filter.text()} ORDER BY d.id ${order} LIMIT ${SEARCH_ROWS_MAX}
         )
         SELECT s.id FROM scanned s JOIN events e ON e.id = s.event_id WHERE ${payload} ORDER BY s.id ${order} LIMIT 1`,
    filter.values,
  );
  return row?.id ?? null;
}
