import type { Services } from "@/lib/access";
import type { Sql } from "@/lib/platform/db";
import { createSqlFilter } from "@/lib/platform/sql-filter";
import { bulkCondition, EXCLUSION } from "./bulk-preview";
import { probeNow } from "./engine/probe-now";
import { DeliveryFilter } from "./schemas";
import { DELIVERY_SOURCE } from "./status";

/** Deliveries that one step of the worker looks at. */
const STEP_DELIVERIES = 1_000;

type JobRow = { workspace_id: string; filter: unknown; status: string; cursor: string | null; actor: string | null };
type StepRow = { seen: number; last: string | null; retried: number; webhook_ids: string[] | null };

export type BulkStore = { transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> };

/**
 * Does one step of a bulk retry: plans a manual attempt, due now, for the next deliveries that match, and remembers how far
 * it came, in one transaction. A worker that dies half-way has done nothing of its step, and the next one goes on there.
 * Call it until it says that it is finished; a cancelled job is finished at once.
 */
export async function runBulkJobStep(
  store: BulkStore,
  { ring, publish }: Pick<Services, "ring" | "publish">,
  bulkJobId: string,
  limit = STEP_DELIVERIES,
): Promise<{ finished: boolean; retried: number }> {
  const step = await store.transaction(async (sql) => {
    const [job] = await sql<JobRow>(
      "SELECT workspace_id, filter, status, cursor, actor FROM bulk_jobs WHERE id = $1 FOR UPDATE",
      [bulkJobId],
    );
    if (job === undefined || (job.status !== "queued" && job.status !== "running")) return null;
    const done = await planNext(sql, bulkJobId, job, limit);
    const finished = done.seen < limit;
    await probeNow(sql, done.webhook_ids ?? []);
    await sql(ADVANCE, [bulkJobId, done.seen, done.retried, done.last, finished]);
    return { finished, retried: done.retried, workspaceId: job.workspace_id, webhookIds: done.webhook_ids ?? [] };
  });
  if (step === null) return { finished: true, retried: 0 };
  ring(step.webhookIds);
  publish(step.workspaceId, { type: "bulk-job.updated", bulkJobId });
  return { finished: step.finished, retried: step.retried };
}

async function planNext(sql: Sql, bulkJobId: string, job: JobRow, limit: number): Promise<StepRow> {
  const filter = createSqlFilter();
  bulkCondition(filter, job.workspace_id, DeliveryFilter.parse(job.filter));
  // Only what was there when the job began: it must not chase what fails while it runs.
  filter.and(
    `d.created_at <= (SELECT coalesce(started_at, now()) FROM bulk_jobs WHERE id = ${filter.bind(bulkJobId)})`,
  );
  if (job.cursor !== null) filter.and(`d.id < ${filter.bind(job.cursor)}`);
  const [row] = await sql<StepRow>(
    `WITH matching AS MATERIALIZED (
       SELECT d.id, d.workspace_id, d.webhook_id, d.event_id, ${EXCLUSION} AS exclusion
       FROM ${DELIVERY_SOURCE} WHERE ${filter.text()} ORDER BY d.id DESC LIMIT ${limit}
     ), planned AS (
       INSERT INTO planned_attempts (delivery_id, trigger, workspace_id, webhook_id, event_id, due_at, planned_for, actor, bulk_job_id)
       SELECT id, 'manual', workspace_id, webhook_id, event_id, now(), now(), ${filter.bind(job.actor)}::text, ${filter.bind(bulkJobId)}::text
       FROM matching WHERE exclusion IS NULL ORDER BY id
       ON CONFLICT (delivery_id, trigger) DO NOTHING RETURNING webhook_id
     )
     SELECT (SELECT count(*)::int FROM matching) AS seen, (SELECT min(id) FROM matching) AS last,
       (SELECT count(*)::int FROM planned) AS retried, (SELECT array_agg(DISTINCT webhook_id) FROM planned) AS webhook_ids`,
    filter.values,
  );
  return row ?? { seen: 0, last: null, retried: 0, webhook_ids: [] };
}

const ADVANCE = `
  UPDATE bulk_jobs SET processed = processed + $2::int, retried = retried + $3::int, skipped = skipped + $2::int - $3::int,
    cursor = coalesce($4::text, cursor), status = CASE WHEN $5::boolean THEN 'done' ELSE 'running' END,
    started_at = coalesce(started_at, now()), finished_at = CASE WHEN $5::boolean THEN now() END
  WHERE id = $1`;
