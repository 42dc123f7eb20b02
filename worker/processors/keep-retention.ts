import { endExpired } from "@/lib/deliveries/engine";
import type { Database } from "@/lib/platform/db";
import type { Runtime } from "@/lib/runtime";
import { deleteExpiredSessions } from "@/lib/users";
import { dropWeeks } from "./drop-weeks";

const BATCH = 1_000;

/** Takes away what is older than its workspace keeps it, whole partitions where every workspace agrees, else rows; and expired sessions. */
export async function keepRetention(runtime: Runtime, signal: AbortSignal): Promise<void> {
  const { database, logger } = runtime;
  for (let ended = BATCH; ended > 0 && !signal.aborted;) ended = (await endExpired(database)).length;
  const { dropped, isHeldUp } = await dropWeeks(database, signal);
  if (dropped.length > 0) logger.info({ dropped }, "partitions past their retention were dropped");
  if (isHeldUp) logger.info("somebody reads partitions past their retention: they are dropped later");
  for (const statement of DELETIONS) await deleteInBatches(database, statement, signal);
  await deleteExpiredSessions(database);
}

const expired = (alias: string, prefix: string) =>
  `${alias}.id < typeid_floor('${prefix}', now() - make_interval(days => w.retention_days))`;

// Only workspaces that keep less than the longest: the others' rows go with their partition.
const SHORTER = `workspaces w WHERE w.retention_days < (SELECT max(retention_days) FROM workspaces)`;

const DELETIONS = [
  `WITH old AS (
    SELECT d.id FROM ${SHORTER.replace(" WHERE", " JOIN deliveries d ON d.workspace_id = w.id WHERE")}
      AND ${expired("d", "dlv")} AND NOT EXISTS (SELECT 1 FROM planned_attempts p WHERE p.delivery_id = d.id) LIMIT ${BATCH}
  ), made AS (DELETE FROM attempts a USING old WHERE a.delivery_id = old.id)
  DELETE FROM deliveries d USING old WHERE d.id = old.id RETURNING 1`,
  `WITH old AS (
    SELECT e.id FROM ${SHORTER.replace(" WHERE", " JOIN events e ON e.workspace_id = w.id WHERE")} AND ${expired("e", "evt")} LIMIT ${BATCH}
  )
  DELETE FROM events e USING old WHERE e.id = old.id RETURNING 1`,
  // A bulk job is younger than every delivery it was about.
  `DELETE FROM bulk_job_deliveries WHERE (bulk_job_id, delivery_id) IN (
    SELECT b.bulk_job_id, b.delivery_id FROM bulk_jobs j JOIN bulk_job_deliveries b ON b.bulk_job_id = j.id
    WHERE j.created_at < now() - make_interval(days => coalesce((SELECT max(retention_days) FROM workspaces), 30))
    LIMIT ${BATCH}) RETURNING 1`,
  `DELETE FROM idempotency_keys WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM idempotency_keys WHERE created_at < now() - interval '24 hours' LIMIT ${BATCH})) RETURNING 1`,
];

async function deleteInBatches(database: Database, statement: string, signal: AbortSignal): Promise<void> {
  for (let deleted = BATCH; deleted === BATCH && !signal.aborted;) deleted = (await database.sql(statement)).length;
}
