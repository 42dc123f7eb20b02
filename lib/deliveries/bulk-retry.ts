import { actorLabel, type Context, requireScope, type Services, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/core/ids";
import { inTransaction, type Prisma, sqlOf } from "@/lib/platform/db";
import { presentBulkJob } from "./bulk-jobs";
import { previewBulkRetry } from "./bulk-preview";
import { runBulkJobStep } from "./run-bulk-job-step";
import type {
  BulkJob,
  BulkPreview,
  BulkRetryInput,
  BulkRetryResult,
  DeliveryFilter,
  RetryFailedInput,
} from "./schemas";

/** Small enough for the API's time limit on statements. */
const AT_ONCE_MAX = 2_000;

/**
 * Sends again whatever matches the filter, as a job of the worker; or, as a dry run, only says what that would be.
 * What waits for its next attempt may be included, and is then sent once more now.
 */
export async function bulkRetry(ctx: Context, { filter, dryRun = false }: BulkRetryInput): Promise<BulkRetryResult> {
  requireScope(ctx.actor, "deliveries:write");
  const preview = await previewBulkRetry(sqlOf(ctx.db), ctx.workspace.id, filter);
  if (dryRun) return { preview, job: null };
  return transact(ctx, async (tx) => {
    const job = await createJob(tx, filter, preview);
    tx.afterCommit(() => tx.services.wakeBulkJob(job.id));
    return { preview, job };
  });
}

/**
 * Puts failed deliveries back: up to 2,000 before it answers, a larger rest as a job of the worker.
 * @returns how many were put back, and the job that shows the progress of the rest.
 */
export async function retryFailed(ctx: Context, input: RetryFailedInput): Promise<{ retried: number; jobId: string }> {
  requireScope(ctx.actor, "deliveries:write");
  const { webhookId, eventType, from, to } = input;
  const filter: DeliveryFilter = {
    status: ["failed"],
    webhookId: webhookId === undefined ? undefined : [webhookId],
    eventType: eventType === undefined ? undefined : [eventType],
    from,
    to,
  };
  return transact(ctx, async (tx) => {
    const job = await createJob(tx, filter, await previewBulkRetry(sqlOf(tx.db), tx.workspace.id, filter));
    const store = {
      transaction: <T>(work: (sql: ReturnType<typeof sqlOf>) => Promise<T>) =>
        inTransaction(tx.db, (db) => work(sqlOf(db))),
    };
    const { ring, publish, wakeBulkJob } = tx.services;
    const afterCommit: Pick<Services, "ring" | "publish"> = {
      ring: (webhookIds) => tx.afterCommit(() => ring(webhookIds)),
      publish: (workspaceId, message) => tx.afterCommit(() => publish(workspaceId, message)),
    };
    const { retried, finished } = await runBulkJobStep(store, afterCommit, job.id, AT_ONCE_MAX);
    if (!finished) tx.afterCommit(() => wakeBulkJob(job.id));
    return { retried, jobId: job.id };
  });
}

async function createJob(ctx: Context, filter: DeliveryFilter, preview: BulkPreview): Promise<BulkJob> {
  const row = await ctx.db.bulkJob.create({
    data: {
      id: newId("bulkJob"),
      workspaceId: ctx.workspace.id,
      kind: "retry",
      filter: JSON.parse(JSON.stringify(filter)) as Prisma.InputJsonObject,
      total: preview.total,
      actor: actorLabel(ctx.actor),
    },
  });
  const job = presentBulkJob(row);
  await recordAudit(ctx, {
    action: "deliveries.bulk_retried",
    targetKind: "bulk_job",
    targetId: row.id,
    diff: { filter: [null, JSON.stringify(job.filter)], total: [null, preview.total] },
  });
  return job;
}
