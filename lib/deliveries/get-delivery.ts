import { type Context, requireScope } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import { type Sql, sqlOf } from "@/lib/platform/db";
import { type AttemptRow, presentAttempt } from "./present-attempt";
import { DELIVERY_COLUMNS, type DeliveryRow, presentDelivery } from "./row";
import type { Delivery, DeliveryDetail } from "./schemas";
import { DELIVERY_SOURCE } from "./status";

const ATTEMPTS_MAX = 50;

/** @returns the delivery as lists show it. @throws AppError `not_found`, also for another workspace's. */
export async function readDelivery(sql: Sql, workspaceId: string, id: string): Promise<Delivery> {
  const [row] = await sql<DeliveryRow>(
    `SELECT ${DELIVERY_COLUMNS} FROM ${DELIVERY_SOURCE} WHERE d.id = $1 AND d.workspace_id = $2`,
    [id, workspaceId],
  );
  if (row === undefined) throw notFound("delivery");
  return presentDelivery(row);
}

/**
 * @returns a delivery with its attempts: what was sent and answered, how long each step took, and why it failed.
 * @throws AppError `not_found`
 */
export async function getDelivery(ctx: Context, id: string): Promise<DeliveryDetail> {
  requireScope(ctx.actor, "deliveries:read");
  const sql = sqlOf(ctx.db);
  const delivery = await readDelivery(sql, ctx.workspace.id, id);
  const [[context], attempts] = await Promise.all([
    sql<{ body: string | null; webhookStatus: DeliveryDetail["webhookStatus"] }>(CONTEXT, [
      delivery.webhookId,
      delivery.eventId,
    ]),
    sql<AttemptRow>(ATTEMPTS, [id, ctx.workspace.id]),
  ]);
  const { body = null, webhookStatus = "deleted" } = context ?? {};
  return { ...delivery, body, webhookStatus, attempts: attempts.map((attempt) => presentAttempt(attempt, body)) };
}

const CONTEXT = `
  SELECT e.body, CASE WHEN w.deleted_at IS NULL THEN w.status ELSE 'deleted' END AS "webhookStatus"
  FROM webhooks w LEFT JOIN events e ON e.id = $2 AND e.workspace_id = w.workspace_id WHERE w.id = $1`;

const ATTEMPTS = `
  SELECT * FROM (
    SELECT id, number, trigger, actor, bulk_job_id AS "bulkJobId", worker_id AS "workerId", started_at AS "startedAt", ok,
      status_code AS "statusCode", error_code AS "errorCode", total_ms AS "totalMs", remote_address AS "remoteAddress", url,
      request_headers AS "requestHeaders", response_headers AS "responseHeaders", response_body AS "responseBody",
      response_bytes AS "responseBytes", response_truncated AS "responseTruncated", phases, cause, certainty,
      maybe_processed AS "maybeProcessed", evidence
    FROM attempts WHERE delivery_id = $1 AND workspace_id = $2 ORDER BY number DESC LIMIT ${ATTEMPTS_MAX}
  ) newest ORDER BY number`;
