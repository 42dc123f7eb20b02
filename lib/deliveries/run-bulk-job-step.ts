import type { Services } from "@/lib/access";
import type { Sql } from "@/lib/platform/db";
import { createSqlFilter } from "@/lib/platform/sql-filter";
import { bulkCondition, type BulkTarget, type BulkWork, exclusionOf } from "./bulk-work";
import { cancelWaiting } from "./cancel-waiting";
import { probeNow } from "./engine/probe-now";
import { planManual } from "./plan-manual";
import { DeliveryFilter } from "./schemas";
import { DELIVERY_SOURCE } from "./status";

/** Deliveries that one step of the worker looks at. */
const STEP_DELIVERIES = 1_000;
/** A job with a rate plans so far ahead; the worker comes back to it more often than that. */
const AHEAD_SECONDS = 30;
const AHEAD_ENOUGH_SECONDS = 15;

type JobRow = {
  workspace_id: string;
  kind: BulkWork["kind"];
  filter: unknown;
  exclude: BulkWork["exclude"];
  status: string;
  cursor: string | null;
  actor: string | null;
  /** What it changed so far. */
  changed: number;
  max: number | null;
  rate_per_second: number | null;
  ahead_seconds: number;
};

export type BulkStore = { transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> };

export type BulkStep = {
  finished: boolean;
  /** Deliveries that were put back, or cancelled. */
  changed: number;
  /** It has planned ahead for its rate: come back in some seconds. */
  rests?: true;
};

/**
 * Does one step of a bulk job: plans a manual attempt for the next deliveries that match, or cancels them, and remembers
 * how far it came, in one transaction. A worker that dies half-way has done nothing of its step, and the next one goes on
 * there. Call it until it says that it is finished, or rests; a cancelled job is finished at once.
 */
export async function runBulkJobStep(
  store: BulkStore,
  { ring, publish }: Pick<Services, "ring" | "publish">,
  bulkJobId: string,
  limit = STEP_DELIVERIES,
): Promise<BulkStep> {
  const step = await store.transaction(async (sql) => {
    const [job] = await sql<JobRow>(READ_JOB, [bulkJobId]);
    if (job === undefined || (job.status !== "queued" && job.status !== "running")) return null;
    if (job.rate_per_second !== null && job.ahead_seconds > AHEAD_ENOUGH_SECONDS) return "rests";
    return { ...(await changeNext(sql, bulkJobId, job, limit)), workspaceId: job.workspace_id };
  });
  if (step === null) return { finished: true, changed: 0 };
  if (step === "rests") return { finished: false, changed: 0, rests: true };
  ring(step.webhookIds);
  publish(step.workspaceId, { type: "bulk-job.updated", bulkJobId });
  return { finished: step.finished, changed: step.changed };
}

async function changeNext(sql: Sql, bulkJobId: string, job: JobRow, limitMax: number) {
  const limit = Math.min(
    limitMax,
    job.max === null ? limitMax : job.max - job.changed,
    job.rate_per_second === null ? limitMax : job.rate_per_second * AHEAD_SECONDS,
  );
  const targets = await readNext(sql, bulkJobId, job, limit);
  const wanted = targets.filter(({ exclusion }) => exclusion === null);
  const { ids, webhookIds } =
    job.kind === "retry"
      ? await planManual(sql, bulkJobId, wanted, { actor: job.actor, ratePerSecond: job.rate_per_second })
      : await cancelWaiting(sql, wanted);
  await probeNow(sql, job.kind === "retry" ? webhookIds : []);
  await sql(LINK, [bulkJobId, ids]);
  const finished = targets.length < limit || job.changed + ids.length === job.max;
  await sql(ADVANCE, [bulkJobId, targets.length, ids.length, targets.at(-1)?.id ?? null, finished]);
  return { finished, changed: ids.length, webhookIds: job.kind === "retry" ? webhookIds : [] };
}

function readNext(sql: Sql, bulkJobId: string, job: JobRow, limit: number): Promise<BulkTarget[]> {
  const filter = createSqlFilter();
  const work: BulkWork = { kind: job.kind, filter: DeliveryFilter.parse(job.filter), exclude: job.exclude };
  bulkCondition(filter, job.workspace_id, work);
  // Only what was there when the job began: it must not chase what fails while it runs.
  filter.and(
    `d.created_at <= (SELECT coalesce(started_at, now()) FROM bulk_jobs WHERE id = ${filter.bind(bulkJobId)})`,
  );
  if (job.cursor !== null) filter.and(`d.id < ${filter.bind(job.cursor)}`);
  return sql<BulkTarget>(
    `SELECT d.id, d.workspace_id, d.webhook_id, d.event_id, ${exclusionOf(work)} AS exclusion
     FROM ${DELIVERY_SOURCE} WHERE ${filter.text()} ORDER BY d.id DESC LIMIT ${limit}`,
    filter.values,
  );
}

const READ_JOB = `
  SELECT workspace_id, kind, filter, exclude, status, cursor, actor, retried + cancelled AS changed, max, rate_per_second,
    coalesce(extract(epoch FROM paced_until - now()), 0)::float8 AS ahead_seconds
  FROM bulk_jobs WHERE id = $1 FOR UPDATE`;

const LINK = `
  INSERT INTO bulk_job_deliveries (bulk_job_id, delivery_id) SELECT $1, id FROM unnest($2::text[]) AS u(id)
  ON CONFLICT DO NOTHING`;

const ADVANCE = `
  UPDATE bulk_jobs SET processed = processed + $2::int, skipped = skipped + $2::int - $3::int,
    retried = retried + CASE kind WHEN 'retry' THEN $3::int ELSE 0 END,
    cancelled = cancelled + CASE kind WHEN 'cancel' THEN $3::int ELSE 0 END,
    cursor = coalesce($4::text, cursor), status = CASE WHEN $5::boolean THEN 'done' ELSE 'running' END,
    started_at = coalesce(started_at, now()), finished_at = CASE WHEN $5::boolean THEN now() END
  WHERE id = $1`;
