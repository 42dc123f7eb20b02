import type { Cause } from "@/lib/egress";
import type { Sql } from "@/lib/platform/db";
import { applyStatDeltas, type DeliveryState, transitionDelta } from "@/lib/stats";

export type EndedDelivery = {
  deliveryId: string;
  webhookId: string;
  eventId: string;
  workspaceId: string;
  state: DeliveryState;
  attemptCount: number;
  lastStatusCode: number | null;
};

type Row = {
  id: string;
  status: DeliveryState;
  webhook_id: string;
  event_id: string;
  attempt_count: number;
  last_status_code: number | null;
  workspace_id: string;
  project_id: string | null;
  created_at: Date;
};

/**
 * Ends deliveries that are still open without an attempt, and says why; those that ended before stay as they are. Part
 * of the caller's transaction, in which he removed their planned attempts.
 * @param end.atMs when they ended, for history; now unless told.
 */
export async function endDeliveries(
  sql: Sql,
  deliveryIds: readonly string[],
  end: { state: "failed" | "cancelled"; cause: Cause; atMs?: number },
): Promise<EndedDelivery[]> {
  if (deliveryIds.length === 0) return [];
  const open = await sql<Row>(LOCK_OPEN, [deliveryIds]);
  if (open.length === 0) return [];
  const at = end.atMs === undefined ? "" : new Date(end.atMs).toISOString();
  await sql(END, [open.map(({ id }) => id), end.state, end.cause, at]);
  await applyStatDeltas(
    sql,
    open.map((row) => ({
      webhookId: row.webhook_id,
      workspaceId: row.workspace_id,
      projectId: row.project_id,
      atMs: row.created_at.getTime(),
      counters: transitionDelta(row.status, end.state),
    })),
  );
  return open.map((row) => ({
    deliveryId: row.id,
    webhookId: row.webhook_id,
    eventId: row.event_id,
    workspaceId: row.workspace_id,
    state: end.state,
    attemptCount: row.attempt_count,
    lastStatusCode: row.last_status_code,
  }));
}

const LOCK_OPEN = `
SELECT d.id, d.status, d.webhook_id, d.event_id, d.attempt_count, d.last_status_code, d.workspace_id, w.project_id, d.created_at
FROM unnest($1::text[]) AS u(id) JOIN deliveries d ON d.id = u.id LEFT JOIN webhooks w ON w.id = d.webhook_id
WHERE d.status IN ('pending', 'retrying')
ORDER BY d.id FOR UPDATE OF d`;

const END = `
UPDATE deliveries d SET status = $2, last_cause = $3, next_attempt_at = NULL,
  completed_at = coalesce(nullif($4::text, '')::timestamptz, now())
FROM unnest($1::text[]) AS u(id) WHERE d.id = u.id`;
