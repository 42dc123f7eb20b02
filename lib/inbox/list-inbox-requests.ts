import { type Context, requireScope } from "@/lib/access";
import { type Page, readIdCursor, toPage } from "@/lib/core/pagination";
import { sqlOf } from "@/lib/platform/db";
import { createSqlFilter } from "@/lib/platform/sql-filter";
import { requireInbox } from "./internal";
import { InboxRequestSummary, type ListInboxRequestsQuery } from "./schemas";

const SEARCHED_BODY_BYTES = 64 * 1024;

/**
 * @returns what an inbox received, newest first, without headers and bodies. A search looks through all that is kept, which
 * is 500 requests at most.
 * @throws AppError `not_found` when the workspace has no such inbox.
 */
export async function listInboxRequests(
  ctx: Context,
  inboxId: string,
  { limit, cursor, q, verdict }: ListInboxRequestsQuery,
): Promise<Page<InboxRequestSummary>> {
  requireScope(ctx.actor, "inboxes:read");
  await requireInbox(ctx, inboxId);
  const filter = createSqlFilter();
  filter.and(`inbox_id = ${filter.bind(inboxId)} AND workspace_id = ${filter.bind(ctx.workspace.id)}`);
  const before = readIdCursor("inboxRequest", cursor);
  if (before !== undefined) filter.and(`id < ${filter.bind(before)}`);
  if (verdict !== undefined) filter.and(`signature->>'verdict' = ${filter.bind(verdict)}`);
  if (q !== undefined) filter.and(searchCondition(filter.bind(q)));
  const rows = await sqlOf(ctx.db)(
    `SELECT ${COLUMNS} FROM inbox_requests WHERE ${filter.text()} ORDER BY id DESC LIMIT ${limit + 1}`,
    filter.values,
  );
  const requests = rows.map((row) => InboxRequestSummary.parse(row));
  return toPage(requests, limit, ({ id }) => id);
}

const COLUMNS = `id, inbox_id AS "inboxId", method, path, body_bytes AS "bodyBytes", body_truncated AS "bodyTruncated", signature,
  event_id AS "eventId", delivery_id AS "deliveryId", attempt_number AS "attemptNumber", answered_status AS "answeredStatus",
  remote_address AS "remoteAddress", duration_ms AS "durationMs", received_at AS "receivedAt"`;

/** Bodies are bytes, which may be no text: they are searched as bytes, and so letter by letter as they are. */
function searchCondition(q: string): string {
  return `id = ${q} OR event_id = ${q} OR delivery_id = ${q}
    OR strpos(lower(method || ' ' || path || ' ' || headers::text), lower(${q})) > 0
    OR position(convert_to(${q}, 'UTF8') IN substring(body FROM 1 FOR ${SEARCHED_BODY_BYTES})) > 0`;
}
