import type { Context } from "@/lib/access";
import { newId } from "@/lib/core/ids";
import { sqlOf } from "@/lib/platform/db";
import { applyStatDeltas } from "@/lib/stats";

type Outcome = {
  deliveryId: string;
  status: "pending" | "retrying" | "delivered" | "failed";
  statusCode?: number | null;
  cause?: string | null;
};

/** Puts deliveries into the state in which a worker would have left them after one attempt, counters included. */
export async function recordOutcome(
  ctx: Context,
  { deliveryId, status, statusCode = null, cause = null }: Outcome,
): Promise<void> {
  const sql = sqlOf(ctx.db);
  const open = status === "retrying";
  await sql(
    `INSERT INTO attempts (id, workspace_id, delivery_id, webhook_id, event_id, number, trigger, worker_id, started_at, ok, status_code, cause, certainty,
       maybe_processed, evidence, error_code, url, request_headers, response_headers, response_body, response_bytes, remote_address, phases, total_ms)
     SELECT $1, workspace_id, id, webhook_id, event_id, attempt_count + 1, 'schedule', 'worker-1', now(), $3, $4::int, $5, 'certain', 'maybe',
       ARRAY['It answered 500.'], NULL, 'https://example.com/hook', '[["X-Webhook-Id","evt_1"]]', $6, $7::bytea, 2, '203.0.113.4', '{"dnsMs":1,"totalMs":12}', 12
     FROM deliveries WHERE id = $2`,
    [
      newId("attempt"),
      deliveryId,
      status === "delivered",
      statusCode,
      cause,
      statusCode === null ? null : '[["content-type","text/plain"]]',
      Buffer.from("no"),
    ],
  );
  await sql(
    `UPDATE deliveries SET status = $2, attempt_count = attempt_count + 1, last_attempt_at = now(), last_status_code = $3::int, last_cause = $4,
       last_latency_ms = 12, completed_at = CASE WHEN $5::boolean THEN NULL ELSE now() END WHERE id = $1`,
    [deliveryId, status, statusCode, cause, open],
  );
  if (open)
    await sql("UPDATE planned_attempts SET due_at = now() + interval '5 minutes' WHERE delivery_id = $1", [deliveryId]);
  else await sql("DELETE FROM planned_attempts WHERE delivery_id = $1", [deliveryId]);
  const [delivery] = await sql<{ webhookId: string; createdAt: Date }>(
    'SELECT webhook_id AS "webhookId", created_at AS "createdAt" FROM deliveries WHERE id = $1',
    [deliveryId],
  );
  if (delivery === undefined) throw new Error("There is no such delivery.");
  const { webhookId, createdAt } = delivery;
  const counters = {
    ...(status !== "pending" && { [status]: 1 }),
    attempts: 1,
    attemptsOk: status === "delivered" ? 1 : 0,
  };
  await applyStatDeltas(sql, [
    { webhookId, workspaceId: ctx.workspace.id, projectId: null, atMs: createdAt.getTime(), counters },
  ]);
}

/** Makes it look as if a worker had claimed the delivery's attempt a moment ago. */
export async function claim(ctx: Context, deliveryId: string): Promise<void> {
  await sqlOf(ctx.db)(
    "UPDATE planned_attempts SET lease = 7, worker_id = 'worker-1', due_at = now() + interval '1 minute' WHERE delivery_id = $1",
    [deliveryId],
  );
}
