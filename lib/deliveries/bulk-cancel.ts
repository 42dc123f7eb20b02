import { type Context, requireScope, transact } from "@/lib/access";
import { sqlOf } from "@/lib/platform/db";
import { DRY_RUN_MAX, previewBulk } from "./bulk-preview";
import type { BulkWork } from "./bulk-work";
import { createBulkJob } from "./create-bulk-job";
import type { BulkCancelInput, BulkCancelResult } from "./schemas";

/**
 * Cancels whatever matches the filter and waits for an attempt, as a job of the worker; or, as a dry run, only says what
 * that would be. What is on the wire at that moment is left alone.
 */
export async function bulkCancel(
  ctx: Context,
  { filter, dryRun = false, max }: BulkCancelInput,
): Promise<BulkCancelResult> {
  requireScope(ctx.actor, "deliveries:write");
  const work: BulkWork = { kind: "cancel", filter, exclude: [] };
  const { kept, ...counts } = await previewBulk(
    sqlOf(ctx.db),
    ctx.workspace.id,
    work,
    dryRun ? DRY_RUN_MAX : undefined,
  );
  const preview = { ...counts, cancellable: kept };
  if (dryRun) return { preview, job: null };
  return transact(ctx, async (tx) => {
    const job = await createBulkJob(tx, work, preview.total, { max });
    tx.afterCommit(() => tx.services.wakeBulkJob(job.id));
    return { preview, job };
  });
}
