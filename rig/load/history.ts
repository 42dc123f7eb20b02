import { foldStats } from "@/lib/stats";
import type { System } from "../system";

const DAYS = 30;
const CHUNK = 100_000;

/** A TypeID of the instant: hexadecimal digits are base32 digits too; `e` and `8` are where a UUID says its version and variant. */
const idOf = (prefix: string) =>
  `left(typeid_floor('${prefix}', at), 14) || 'e' || left(md5(n || '${prefix}'), 2) || '8' || right(md5(n || '${prefix}'), 12)`;

/**
 * Deliveries $1 to $2 of $3, evenly over the last 30 days: 2 % failed, 0.5 % are being retried, 0.3 % cancelled, the rest delivered.
 * Every fortieth was sent to webhook $4[1] and so on.
 */
const ADD = `
WITH made AS MATERIALIZED (
  SELECT n, at, ${idOf("dlv")} AS delivery_id, ${idOf("evt")} AS event_id, ${idOf("att")} AS attempt_id,
    ($4::text[])[1 + n % 40] AS webhook_id,
    (ARRAY['project.created', 'project.updated', 'payment.failed', 'payment.succeeded', 'user.invited'])[1 + n % 5] AS type,
    CASE WHEN n % 1000 < 20 THEN 'failed' WHEN n % 1000 < 25 THEN 'retrying' WHEN n % 1000 < 28 THEN 'cancelled' ELSE 'delivered' END AS status,
    CASE WHEN n % 1000 < 20 THEN 8 ELSE 1 END AS attempts, 5 + (n % 1000 * 7919 % 400) AS latency_ms
  FROM (
    SELECT n, date_trunc('milliseconds', now() - interval '${DAYS} days' * (1 - n::float8 / $3)) AS at FROM generate_series($1::int, $2::int) AS n
  ) AS numbered
), sent AS (
  INSERT INTO events (id, workspace_id, type, body, occurred_at, delivery_count, created_at)
  SELECT event_id, $5, type, '{"id":"' || event_id || '","type":"' || type || '","data":{"customer":{"id":"cus_' || n || '"},"note":"' || repeat(md5(n::text), 10) || '"}}', at, 1, at
  FROM made
), waiting AS (
  INSERT INTO planned_attempts (delivery_id, trigger, workspace_id, webhook_id, event_id, due_at, planned_for)
  SELECT delivery_id, 'schedule', $5, webhook_id, event_id, now() + interval '1 day', now() + interval '1 day' FROM made WHERE status = 'retrying'
), tried AS (
  INSERT INTO attempts (id, workspace_id, delivery_id, webhook_id, event_id, number, trigger, worker_id, started_at, ok, status_code,
    cause, url, request_headers, response_headers, response_body, response_bytes, phases, total_ms)
  SELECT attempt_id, $5, delivery_id, webhook_id, event_id, 1, 'schedule', 'wkr_bench', at, status = 'delivered',
    CASE WHEN status = 'delivered' THEN 200 ELSE 503 END, CASE WHEN status = 'delivered' THEN NULL ELSE 'http_5xx' END,
    'http://127.0.0.1/hook', '[["content-type","application/json"]]', '[["content-type","text/plain"]]', 'ok', 2, '{}', latency_ms
  FROM made
), counted AS (
  INSERT INTO webhook_stats AS s (webhook_id, resolution, at, workspace_id, created, delivered, failed, attempts, attempts_ok, latency_sum_ms, latency, codes)
  SELECT webhook_id, resolution, date_trunc(resolution, at, 'UTC'), $5, count(*), count(*) FILTER (WHERE status = 'delivered'),
    count(*) FILTER (WHERE status = 'failed'), count(*), count(*) FILTER (WHERE status = 'delivered'), sum(latency_ms),
    array_fill(1, ARRAY[60]), jsonb_build_object('200', count(*))
  FROM (SELECT *, CASE WHEN at > now() - interval '48 hours' THEN 'minute' ELSE 'hour' END AS resolution FROM made) AS m GROUP BY 1, 2, 3
  ON CONFLICT (webhook_id, resolution, at) DO UPDATE SET created = s.created + excluded.created, delivered = s.delivered + excluded.delivered,
    failed = s.failed + excluded.failed, attempts = s.attempts + excluded.attempts, attempts_ok = s.attempts_ok + excluded.attempts_ok
), counted_together AS (
  INSERT INTO workspace_stats AS s (workspace_id, project_id, resolution, at, created, delivered, failed, attempts, attempts_ok, latency_sum_ms, latency, codes)
  SELECT $5, '', 'hour', date_trunc('hour', at, 'UTC'), count(*), count(*) FILTER (WHERE status = 'delivered'),
    count(*) FILTER (WHERE status = 'failed'), count(*), count(*) FILTER (WHERE status = 'delivered'), sum(latency_ms),
    array_fill(1, ARRAY[60]), jsonb_build_object('200', count(*))
  FROM made WHERE at <= now() - interval '48 hours' GROUP BY 4
  ON CONFLICT (workspace_id, at, resolution, project_id) DO UPDATE SET created = s.created + excluded.created,
    delivered = s.delivered + excluded.delivered, failed = s.failed + excluded.failed, attempts = s.attempts + excluded.attempts,
    attempts_ok = s.attempts_ok + excluded.attempts_ok
)
INSERT INTO deliveries (id, workspace_id, webhook_id, event_id, event_type, status, attempt_count, schedule_step, last_attempt_at, last_status_code,
  last_cause, last_latency_ms, completed_at, next_attempt_at, created_at)
SELECT delivery_id, $5, webhook_id, event_id, type, status, attempts, attempts, at,
  CASE WHEN status = 'delivered' THEN 200 WHEN n % 50 = 0 THEN NULL ELSE 503 END,
  CASE WHEN status = 'delivered' THEN NULL WHEN n % 50 = 0 THEN 'conn_refused' ELSE 'http_5xx' END, latency_ms,
  CASE WHEN status = 'retrying' THEN NULL ELSE at END, CASE WHEN status = 'retrying' THEN now() + interval '1 day' END, at
FROM made`;

/** A database and the workspace in it that the history is of. */
export type Keeper = { system: Pick<System, "sql"> & { tenants: readonly { workspaceId: string }[] } };

/** Makes so many deliveries with their events, attempts and counters. The stage should have no worker. */
export async function growHistory({ system }: Keeper, webhookIds: readonly string[], rows: number): Promise<void> {
  const workspaceId = system.tenants[0]?.workspaceId;
  await system.sql(`SELECT ensure_partitions(now() - interval '${DAYS + 1} days', now() + interval '7 days')`);
  for (let first = 1; first <= rows; first += CHUNK)
    await system.sql(ADD, [first, Math.min(first + CHUNK - 1, rows), rows, webhookIds, workspaceId]);
  // As the worker does every minute.
  await foldStats({ sql: (text, values) => system.sql(text, values) });
  await system.sql("VACUUM (ANALYZE)");
}
