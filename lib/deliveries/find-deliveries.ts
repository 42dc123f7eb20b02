import { SEARCH_ROWS_MAX } from "@/lib/events";
import type { Sql } from "@/lib/platform/db";
import { DELIVERY_COLUMNS, type DeliveryRow } from "./row";
import { type Beyond, isWaitingScan, planScan } from "./scan";
import type { DeliveryFilter } from "./schemas";
import { orderedSource } from "./status";

/** What is planned lies all over the deliveries, so a look at each of them costs ten times that of neighbours. */
const WAITING_ROWS_MAX = 1_000;

type Wish = { beyond: Beyond | undefined; count: number };
type LookedAt = DeliveryRow & { isMatch: boolean; isLast: boolean };

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
  const { text, values } = lookStatement(workspaceId, wanted, { beyond, count });
  const found: DeliveryRow[] = [];
  let stoppedAt: string | undefined;
  for (const { isMatch, isLast, ...row } of await sql<LookedAt>(text, values)) {
    if (isMatch) found.push(row);
    if (isLast) stoppedAt = row.id;
  }
  return { found, stoppedAt: found.length < count ? stoppedAt : undefined };
}

/**
 * @returns the statement that reads row after row until it has found enough. The last of the rows that it may look at is
 * among the answer whether it matches or not, and marked.
 */
export function lookStatement(
  workspaceId: string,
  wanted: DeliveryFilter,
  { beyond, count }: Wish,
): { text: string; values: unknown[] } {
  const { rows, rest, conditions, order, values } = planScan(workspaceId, wanted, beyond);
  // Where an index finds exactly what is wanted, there is nothing to pick from.
  const rowsMax = rest === "true" ? count : isWaitingScan(wanted) ? WAITING_ROWS_MAX : SEARCH_ROWS_MAX;
  const isLast = `d.place = ${rowsMax}`;
  const where = conditions.map((condition) => `(${condition} OR ${isLast})`).join(" AND ") || "true";
  const text = `
    SELECT ${DELIVERY_COLUMNS}, ${rest} AS "isMatch", ${isLast} AS "isLast"
    FROM ${orderedSource(`(${rows(rowsMax)})`)}
    WHERE ${where} ORDER BY d.row_id ${order} LIMIT ${count}`;
  return { text, values };
}
