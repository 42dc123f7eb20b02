import type { Sql } from "@/lib/platform/db";
import type { BulkTarget } from "./bulk-work";

type Planned = { delivery_id: string; webhook_id: string };

/**
 * Plans a manual attempt for each: due now, or one after the other so that there are `ratePerSecond`. Part of a bulk
 * job's transaction. @returns what was planned; somebody may have been faster with the others.
 */
export async function planManual(
  sql: Sql,
  bulkJobId: string,
  targets: readonly BulkTarget[],
  { actor, ratePerSecond }: { actor: string | null; ratePerSecond: number | null },
): Promise<{ ids: string[]; webhookIds: string[] }> {
  const planned = await sql<Planned>(PLAN, [
    targets.map(({ id }) => id),
    targets.map(({ workspace_id: workspaceId }) => workspaceId),
    targets.map(({ webhook_id: webhookId }) => webhookId),
    targets.map(({ event_id: eventId }) => eventId),
    actor,
    bulkJobId,
    ratePerSecond,
  ]);
  if (ratePerSecond !== null) await sql(PACE, [bulkJobId, targets.length / ratePerSecond]);
  return {
    ids: planned.map((row) => row.delivery_id),
    webhookIds: [...new Set(planned.map((row) => row.webhook_id))],
  };
}

// Inserted in the order of the ids, as every writer does, so that two of them never wait for each other.
const PLAN = `
  WITH job AS (SELECT greatest(now(), paced_until) AS start FROM bulk_jobs WHERE id = $6),
  timed AS (
    SELECT u.*, CASE WHEN $7::int IS NULL THEN now() ELSE job.start + (place - 1) * interval '1 second' / $7::int END AS due
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY
      AS u(delivery_id, workspace_id, webhook_id, event_id, place), job
  )
  INSERT INTO planned_attempts (delivery_id, trigger, workspace_id, webhook_id, event_id, due_at, planned_for, actor, bulk_job_id)
  SELECT delivery_id, 'manual', workspace_id, webhook_id, event_id, due, due, $5::text, $6 FROM timed ORDER BY delivery_id
  ON CONFLICT (delivery_id, trigger) DO NOTHING RETURNING delivery_id, webhook_id`;

const PACE = `
  UPDATE bulk_jobs SET paced_until = greatest(now(), paced_until) + $2::float8 * interval '1 second' WHERE id = $1`;
