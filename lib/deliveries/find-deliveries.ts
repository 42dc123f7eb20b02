import { SEARCH_ROWS_MAX } from "@/lib/events";
import type { Sql } from "@/lib/platform/db";
import { type Beyond, splitFilter } from "./filter";
import { DELIVERY_COLUMNS, type DeliveryRow } from "./row";
import type { DeliveryFilter } from "./schemas";
import { deliverySource } from "./status";

/** Rows looked at, one look after the other, where it must pick: few for what is common, many for what is rare. */
const LOOKS = [1_000, SEARCH_ROWS_MAX];

type Wish = { beyond: Beyond | undefined; count: number };

/**
 * Finds the next `count` deliveries that match, in the order of their ids, among a bounded number of rows.
 * @returns what was found, and the id that the search stopped at before it had looked at all there is.
 */
export async function findDeliveries(
  sql: Sql,
  workspaceId: string,
  wanted: DeliveryFilter,
  { beyond, count }: Wish,
): Promise<{ found: DeliveryRow[]; stoppedAt: string | undefined }> {
  const found: DeliveryRow[] = [];
  let from = beyond;
  for (const look of LOOKS) {
    const { text, values } = lookStatement(workspaceId, wanted, { beyond: from, count, look });
    const rows = await sql<DeliveryRow & { isMatch: boolean }>(text, values);
    let stoppedAt: string | undefined;
    for (const { isMatch, ...row } of rows) {
      if (isMatch) found.push(row);
      else stoppedAt = row.id;
    }
    if (found.length >= count || stoppedAt === undefined) return { found, stoppedAt: undefined };
    from = { side: beyond?.side ?? "older", id: stoppedAt };
  }
  return { found, stoppedAt: from?.id };
}

/** @returns the statement of one look; the last of the rows that it may look at is marked as no match. */
export function lookStatement(
  workspaceId: string,
  wanted: DeliveryFilter,
  { beyond, count, look }: Wish & { look: number },
): { text: string; values: unknown[] } {
  const { rows, rest, values } = splitFilter(workspaceId, wanted, beyond);
  // Where an index finds exactly what is wanted, there is nothing to pick from.
  const rowsMax = rest === "true" ? count : look;
  const order = beyond?.side === "newer" ? "ASC" : "DESC";
  const text = `
    WITH scanned AS MATERIALIZED (
      SELECT d.*, row_number() OVER (ORDER BY d.id ${order}) AS place FROM deliveries d WHERE ${rows} ORDER BY d.id ${order} LIMIT ${rowsMax}
    )
    (SELECT ${DELIVERY_COLUMNS}, true AS "isMatch" FROM ${deliverySource("scanned")} WHERE ${rest} ORDER BY d.id ${order} LIMIT ${count})
    UNION ALL
    SELECT ${DELIVERY_COLUMNS}, false FROM ${deliverySource("scanned")} WHERE d.place = ${rowsMax}`;
  return { text, values };
}
