import { type Context, requireScope } from "@/lib/access";
import { sqlOf } from "@/lib/platform/db";
import { LAST_DAY_START, workspaceStatRows } from "@/lib/stats";
import { IS_HELD } from "./engine/is-held";
import { LEASE_MS } from "./engine/settings";
import { readQueuePause } from "./pause-queue";
import { ALIVE_SECONDS } from "./queue-workers";
import type { QueueStats } from "./schemas";

const THROUGHPUT_MINUTES = 1;
/** Failed deliveries of a workspace that are looked at, newest first: what is beyond is not counted. */
export const FAILED_MAX = 2_500;

/** @returns what waits, is in flight and has failed, of this workspace; numbers of deliveries, not of queue jobs. */
export async function getQueueStats(ctx: Context, backend: QueueStats["backend"]): Promise<QueueStats> {
  requireScope(ctx.actor, "deliveries:read");
  const [[row], pausedBy] = await Promise.all([
    sqlOf(ctx.db)<Omit<QueueStats, "backend" | "pausedBy">>(READ, [ctx.workspace.id]),
    readQueuePause(ctx),
  ]);
  const none = {
    waiting: 0,
    active: 0,
    delayed: 0,
    failed: 0,
    failedIsCapped: false,
    completed: 0,
    held: 0,
    paused: 0,
    oldestWaitingMs: null,
    workers: 0,
    throughputPerSecond: 0,
  };
  return { backend, ...none, ...row, pausedBy };
}

/** What is due later than a lease can last is on nobody's wire: the index alone counts it, however much it is. */
const LEASE_END = `interval '${2 * LEASE_MS} milliseconds'`;

const READ = `
  WITH hooks AS MATERIALIZED (
    SELECT w.id, ${IS_HELD} AS held FROM webhooks w WHERE w.workspace_id = $1
  ), later AS (
    SELECT coalesce(sum(n) FILTER (WHERE held), 0)::int AS held, coalesce(sum(n) FILTER (WHERE NOT held), 0)::int AS delayed
    FROM hooks h CROSS JOIN LATERAL (
      SELECT count(*) AS n FROM planned_attempts p WHERE p.webhook_id = h.id AND p.due_at > now() + ${LEASE_END} OFFSET 0) p
  ), planned AS (
    SELECT p.lease IS NOT NULL AND p.due_at > now() AS sending, p.due_at <= now() AS due, h.held, p.planned_for
    FROM hooks h JOIN planned_attempts p ON p.webhook_id = h.id AND p.due_at <= now() + ${LEASE_END}
  ), counts AS (
    SELECT count(*) FILTER (WHERE sending)::int AS active,
      (count(*) FILTER (WHERE held AND NOT sending) + (SELECT held FROM later))::int AS held,
      count(*) FILTER (WHERE due AND NOT held)::int AS waiting,
      (count(*) FILTER (WHERE NOT due AND NOT held AND NOT sending) + (SELECT delayed FROM later))::int AS delayed,
      (extract(epoch FROM now() - min(planned_for) FILTER (WHERE due AND NOT held)) * 1000)::float8 AS "oldestWaitingMs"
    FROM planned
  ), newest_failed AS MATERIALIZED (
    SELECT id, webhook_id FROM deliveries WHERE workspace_id = $1 AND failed ORDER BY id DESC LIMIT ${FAILED_MAX + 1}
  ), failed AS (
    SELECT count(*)::int AS looked_at, (count(*) FILTER (WHERE w.deleted_at IS NULL
      AND NOT EXISTS (SELECT FROM planned_attempts p WHERE p.delivery_id = d.id)))::int AS failed
    FROM newest_failed d JOIN webhooks w ON w.id = d.webhook_id
  )
  SELECT counts.*,
    failed.failed, failed.looked_at > ${FAILED_MAX} AS "failedIsCapped",
    (SELECT coalesce(sum(delivered), 0)::int FROM ${workspaceStatRows(LAST_DAY_START, "now()")} AS stats
     WHERE workspace_id = $1) AS completed,
    (SELECT count(*)::int FROM webhooks WHERE workspace_id = $1 AND status = 'paused' AND deleted_at IS NULL) AS paused,
    (SELECT count(*)::int FROM workers WHERE heartbeat_at > now() - interval '${ALIVE_SECONDS} seconds') AS workers,
    (SELECT (coalesce(sum(attempts), 0) / (60.0 * ${THROUGHPUT_MINUTES} + extract(second FROM now())))::float8 FROM webhook_stats
     WHERE workspace_id = $1 AND resolution = 'minute' AND at >= date_trunc('minute', now()) - interval '${THROUGHPUT_MINUTES} minutes') AS "throughputPerSecond"
  FROM counts, failed`;
