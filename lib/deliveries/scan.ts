import { idFloor } from "@/lib/core/ids";
import { createSqlFilter, type SqlFilter } from "@/lib/platform/sql-filter";
import { addRestOfFilter, addRowFilter, isFailedOnly, isNamed, payloadOf } from "./filter";
import type { DeliveryFilter } from "./schemas";
import { isOpenOnly } from "./status";

/** The rows on one side of a delivery. */
export type Beyond = { side: "newer" | "older"; id: string };

/** How a bounded number of rows is read in the order of their ids, to pick from. */
export type Scan = {
  /** @returns the query of the next `max` rows: those of deliveries, with `place` from 1 on and `row_id` to sort by. */
  rows: (max: number) => string;
  /** What is left to be asked of each row, over deliverySource; "true" when that is nothing. */
  rest: string;
  /** Each of these conditions by itself, so that one about the row alone is asked before anything is looked up. */
  conditions: readonly string[];
  order: "ASC" | "DESC";
  values: unknown[];
};

/**
 * @returns where to begin for a filter: with what waits, which is little, when only that is asked for; otherwise with the
 * one index that finds the rows in their order. Whatever else is asked is looked up row by row, payloads too.
 */
export function planScan(workspaceId: string, wanted: DeliveryFilter, beyond: Beyond | undefined): Scan {
  const filter = createSqlFilter();
  const order = beyond?.side === "newer" ? "ASC" : "DESC";
  const rows = isWaitingScan(wanted)
    ? waitingRows(filter, workspaceId, wanted, beyond)
    : storedRows(filter, workspaceId, wanted, beyond);
  const conditions: string[] = [];
  const rest: SqlFilter = { ...createSqlFilter(), bind: filter.bind, and: (one) => void conditions.push(`(${one})`) };
  addRestOfFilter(rest, wanted);
  if (hasBusyFailed(wanted)) rest.and(`d.webhook_id = ANY(${filter.bind(wanted.webhookId)}::text[])`);
  const payload = payloadOf(filter, wanted);
  // OFFSET keeps this a look-up by key: made a join, it could be a search of all bodies.
  if (payload !== null) rest.and(`EXISTS (SELECT FROM events e WHERE e.id = d.event_id AND ${payload} OFFSET 0)`);
  return { rows, rest: conditions.join(" AND ") || "true", conditions, order, values: filter.values };
}

/** @returns whether rows are found by what is planned: open ones are few, unless their ids are given anyway. */
export function isWaitingScan(wanted: DeliveryFilter): boolean {
  return wanted.status !== undefined && isOpenOnly(wanted.status) && !isNamed(wanted);
}

/** Most pages end long before it. The planner takes a limit that it does not know for a small part, and so goes by an index. */
const limit = (rows: number) => `LIMIT (SELECT ${rows})`;

/** Two conditions have no index in common: what failed is rarer than what an endpoint was sent. */
const hasBusyFailed = (wanted: DeliveryFilter) => wanted.webhookId !== undefined && isFailedOnly(wanted);

function storedRows(
  filter: SqlFilter,
  workspaceId: string,
  wanted: DeliveryFilter,
  beyond: Beyond | undefined,
): Scan["rows"] {
  addRowFilter(filter, workspaceId, hasBusyFailed(wanted) ? { ...wanted, webhookId: undefined } : wanted);
  if (beyond !== undefined) filter.and(`d.id ${beyond.side === "newer" ? ">" : "<"} ${filter.bind(beyond.id)}`);
  const order = beyond?.side === "newer" ? "ASC" : "DESC";
  const where = filter.text();
  return (max) => `
    SELECT d.*, d.id AS row_id, row_number() OVER (ORDER BY d.id ${order}) AS place
    FROM deliveries d WHERE ${where} ORDER BY d.id ${order} ${limit(max)}`;
}

/** Planned attempts that are looked through in the order of their deliveries, whoever they belong to. */
const NEAR = 2_000;

/**
 * Where enough of what is planned next to here is this workspace's, that is all. Otherwise all that its webhooks wait for
 * is put in order. So neither a backlog of its own nor one of somebody else's is read as a whole for a page.
 */
function waitingRows(
  filter: SqlFilter,
  workspaceId: string,
  { webhookId, from, to }: DeliveryFilter,
  beyond: Beyond | undefined,
): Scan["rows"] {
  const workspace = filter.bind(workspaceId);
  const ofWebhooks = webhookId === undefined ? "" : `= ANY(${filter.bind(webhookId)}::text[])`;
  if (from !== undefined) filter.and(`delivery_id >= ${filter.bind(idFloor("delivery", from.getTime()))}`);
  if (to !== undefined) filter.and(`delivery_id < ${filter.bind(idFloor("delivery", to.getTime()))}`);
  if (beyond !== undefined) filter.and(`delivery_id ${beyond.side === "newer" ? ">" : "<"} ${filter.bind(beyond.id)}`);
  const order = beyond?.side === "newer" ? "ASC" : "DESC";
  const within = filter.text();
  return (max) => `
    SELECT d.*, open.delivery_id AS row_id, open.place
    FROM (
      WITH near AS MATERIALIZED (
        SELECT delivery_id, workspace_id, webhook_id FROM planned_attempts WHERE ${within} ORDER BY delivery_id ${order} ${limit(NEAR)}
      ), own AS MATERIALIZED (
        SELECT DISTINCT delivery_id FROM near WHERE workspace_id = ${workspace} ${ofWebhooks && `AND webhook_id ${ofWebhooks}`}
      ), waiting AS (
        SELECT delivery_id FROM own
        UNION
        SELECT o.delivery_id FROM webhooks h
        CROSS JOIN LATERAL (SELECT delivery_id FROM planned_attempts WHERE webhook_id = h.id AND ${within} OFFSET 0) o
        WHERE h.workspace_id = ${workspace} ${ofWebhooks && `AND h.id ${ofWebhooks}`}
          AND (SELECT count(*) FROM near) = ${NEAR} AND (SELECT count(*) FROM own) < ${max}
      )
      SELECT delivery_id, row_number() OVER (ORDER BY delivery_id ${order}) AS place
      FROM waiting ORDER BY delivery_id ${order} ${limit(max)}
    ) open
    CROSS JOIN LATERAL (SELECT * FROM deliveries WHERE id = open.delivery_id AND workspace_id = ${workspace} OFFSET 0) d
    ORDER BY open.delivery_id ${order}`;
}
