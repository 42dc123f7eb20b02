import { type Context, requireScope, type Services, transact } from "@/lib/access";
import { inTransaction, sqlOf } from "@/lib/platform/db";
import { DRY_RUN_MAX, previewBulk } from "./bulk-preview";
import type { BulkWork } from "./bulk-work";
import { createBulkJob } from "./create-bulk-job";
import { runBulkJobStep } from "./run-bulk-job-step";
import type { BulkRetryInput, BulkRetryResult, DeliveryFilter, RetryFailedInput } from "./schemas";

/** Small enough for the API's time limit on statements. */
const AT_ONCE_MAX = 2_000;

/**
 * Sends again whatever matches the filter, as a job of the worker; or, as a dry run, only says what that would be.
 * What waits for its next attempt may be included, and is then sent once more now.
 */
export async function bulkRetry(
  ctx: Context,
  { filter, dryRun = false, exclude = [], max, ratePerSecond }: BulkRetryInput,
): Promise<BulkRetryResult> {
  requireScope(ctx.actor, "deliveries:write");
  const work: BulkWork = { kind: "retry", filter, exclude };
  const { kept, ...counts } = await previewBulk(
    sqlOf(ctx.db),
    ctx.workspace.id,
    work,
    dryRun ? DRY_RUN_MAX : undefined,
  );
  const preview = { ...counts, retryable: kept };
  if (dryRun) return { preview, job: null };
  return transact(ctx, async (tx) => {
    const job = await createBulkJob(tx, work, preview.total, { max, ratePerSecond });
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
    const work: BulkWork = { kind: "retry", filter, exclude: [] };
    const { total } = await previewBulk(sqlOf(tx.db), tx.workspace.id, work);
    const job = await createBulkJob(tx, work, total);
    const store = {
      transaction: <T>(work: (sql: ReturnType<typeof sqlOf>) => Promise<T>) =>
        inTransaction(tx.db, (db) => work(sqlOf(db))),
    };
    const { ring, publish, wakeBulkJob } = tx.services;
    const afterCommit: Pick<Services, "ring" | "publish"> = {
      ring: (webhookIds) => tx.afterCommit(() => ring(webhookIds)),
      publish: (workspaceId, message) => tx.afterCommit(() => publish(workspaceId, message)),
    };
    const { changed, finished } = await runBulkJobStep(store, afterCommit, job.id, AT_ONCE_MAX);
    if (!finished) tx.afterCommit(() => wakeBulkJob(job.id));
    return { retried: changed, jobId: job.id };
  });
}
