import { type Context, requireScope } from "@/lib/access";
import { idFloor, isId } from "@/lib/core/ids";
import { cursorOf, type Page, readIdCursor, toPage } from "@/lib/core/pagination";
import { sqlOf } from "@/lib/platform/db";
import { createSqlFilter, likeLiteral, type SqlFilter } from "@/lib/platform/sql-filter";
import { payloadCondition, readPayloadSearch, SEARCH_ROWS_MAX } from "./payload-search";
import { type ListedRow, presentEvents, PREVIEW_READ } from "./present-list";
import type { EventListItem, ListEventsQuery } from "./schemas";

export const EVENT_COLUMNS = `id, type, project_id AS "projectId", occurred_at AS "occurredAt", created_at AS "createdAt", test,
  idempotency_key AS "idempotencyKey", request_id AS "requestId", delivery_count AS "deliveries", octet_length(body) AS "bodyBytes"`;

/** What a row of the list shows. Of a long body only the beginning is read. */
const LIST_COLUMNS = `${EVENT_COLUMNS}, left(body, ${PREVIEW_READ}) AS head`;

/**
 * @returns events, newest first. A search looks at a bounded number of rows a page: a page of it may be short, even
 * empty, and still have a cursor that goes on.
 */
export async function listEvents(ctx: Context, query: ListEventsQuery): Promise<Page<EventListItem>> {
  requireScope(ctx.actor, "events:read");
  const { limit, q } = query;
  const filter = createSqlFilter();
  addEventFilters(filter, ctx.workspace.id, query);
  const before = readIdCursor("event", query.cursor);
  if (before !== undefined) filter.and(`id < ${filter.bind(before)}`);
  const sql = sqlOf(ctx.db);
  if (q === undefined || isId("event", q)) {
    if (q !== undefined) filter.and(`id = ${filter.bind(q)}`);
    const rows = await sql<ListedRow>(
      `SELECT ${LIST_COLUMNS} FROM events WHERE ${filter.text()} ORDER BY id DESC LIMIT ${limit + 1}`,
      filter.values,
    );
    return presentEvents(
      ctx,
      toPage(rows, limit, (row) => row.id),
    );
  }
  const found = payloadCondition(filter, readPayloadSearch(q), "body");
  const rows = await sql<ListedRow & { found: boolean }>(
    `WITH scanned AS MATERIALIZED (
       SELECT *, row_number() OVER (ORDER BY id DESC) AS place FROM events WHERE ${filter.text()} ORDER BY id DESC LIMIT ${SEARCH_ROWS_MAX}
     )
     (SELECT ${LIST_COLUMNS}, true AS found FROM scanned WHERE ${found} ORDER BY id DESC LIMIT ${limit + 1})
     UNION ALL
     SELECT ${LIST_COLUMNS}, false FROM scanned WHERE place = ${SEARCH_ROWS_MAX}`,
    filter.values,
  );
  return presentEvents(ctx, searchPage(rows, limit));
}

/** @returns the page of a bounded search; `found: false` marks the row where it stopped looking. */
function searchPage<Row extends { id: string; found: boolean }>(rows: readonly Row[], limit: number): Page<Row> {
  const matches = rows.filter(({ found }) => found);
  const stop = rows.find(({ found }) => !found);
  if (matches.length > limit || stop === undefined) return toPage(matches, limit, (row) => row.id);
  return { data: matches, nextCursor: cursorOf(stop.id) };
}

function addEventFilters(filter: SqlFilter, workspaceId: string, query: ListEventsQuery): void {
  filter.and(`workspace_id = ${filter.bind(workspaceId)}`);
  if (query.type !== undefined) addTypeFilter(filter, query.type, "type");
  if (query.projectId !== undefined) filter.and(`project_id = ${filter.bind(query.projectId)}`);
  if (query.test !== undefined) filter.and(`test = ${filter.bind(query.test)}`);
  if (query.from !== undefined) filter.and(`id >= ${filter.bind(idFloor("event", query.from.getTime()))}`);
  if (query.to !== undefined) filter.and(`id < ${filter.bind(idFloor("event", query.to.getTime()))}`);
}

/** Types and prefixes, any of which will do. */
export function addTypeFilter(filter: SqlFilter, patterns: readonly string[], column: string): void {
  if (patterns.includes("*")) return;
  const exact = patterns.filter((pattern) => !pattern.endsWith(".*"));
  const prefixes = patterns
    .filter((pattern) => pattern.endsWith(".*"))
    .map((pattern) => `${likeLiteral(pattern.slice(0, -1))}%`);
  filter.and(`${column} = ANY(${filter.bind(exact)}::text[]) OR ${column} LIKE ANY(${filter.bind(prefixes)}::text[])`);
}
