import { notFound } from "@/lib/core/errors";
import type { Sql } from "@/lib/platform/db";
import { InboxBehaviour, type InboxSignature } from "./schemas";

const REQUESTS_KEPT = 500;

export type RequestRecord = {
  id: string;
  method: string;
  path: string;
  headers: [string, string][];
  body: Buffer;
  bodyBytes: number;
  bodyTruncated: boolean;
  signature: InboxSignature;
  eventId: string | null;
  deliveryId: string | null;
  attemptNumber: number | null;
  remoteAddress: string | null;
  receivedAt: Date;
};

/**
 * Counts and keeps a request in one statement, and drops what is older than the newest 500.
 * The inbox's row is locked first, so concurrent requests get different numbers and never wait for each other's deletes.
 * @throws AppError `not_found` when the inbox was deleted meanwhile.
 */
export async function recordRequest(
  sql: Sql,
  inboxId: string,
  record: RequestRecord,
): Promise<{ requestNumber: number; behaviour: InboxBehaviour }> {
  const [counted] = await sql<{ requestNumber: number; behaviour: unknown }>(
    `WITH counted AS (
       UPDATE inboxes SET request_count = request_count + 1 WHERE id = $1
       RETURNING id, workspace_id, behaviour, request_count
     ), kept AS (
       INSERT INTO inbox_requests (inbox_id, workspace_id, id, method, path, headers, body, body_bytes, body_truncated,
         signature, event_id, delivery_id, attempt_number, remote_address, received_at)
       SELECT id, workspace_id, $2, $3, $4, $5::jsonb, $6, $7, $8, $9::jsonb, $10, $11, $12, $13, $14 FROM counted
     ), dropped AS (
       DELETE FROM inbox_requests WHERE inbox_id = (SELECT id FROM counted) AND id <= (
         SELECT id FROM inbox_requests WHERE inbox_id = $1 ORDER BY id DESC OFFSET ${REQUESTS_KEPT - 1} LIMIT 1)
     )
     SELECT request_count AS "requestNumber", behaviour FROM counted`,
    [
      inboxId,
      record.id,
      record.method,
      record.path,
      JSON.stringify(record.headers),
      record.body,
      record.bodyBytes,
      record.bodyTruncated,
      JSON.stringify(record.signature),
      record.eventId,
      record.deliveryId,
      record.attemptNumber,
      record.remoteAddress,
      record.receivedAt,
    ],
  );
  if (counted === undefined) throw notFound("inbox");
  return { requestNumber: counted.requestNumber, behaviour: InboxBehaviour.parse(counted.behaviour) };
}

/** Notes how a recorded request ended. */
export async function recordAnswer(
  sql: Sql,
  id: string,
  ended: { answeredStatus: number | null; durationMs: number },
): Promise<void> {
  await sql("UPDATE inbox_requests SET answered_status = $2, duration_ms = $3 WHERE id = $1", [
    id,
    ended.answeredStatus,
    ended.durationMs,
  ]);
}
