import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError, notFound } from "@/lib/core/errors";
import { type Page, readIdCursor, toPage } from "@/lib/core/pagination";
import type { PageQuery } from "@/lib/core/schemas";
import { type Prisma, sqlOf } from "@/lib/platform/db";
import { BulkJob } from "./schemas";

export function presentBulkJob(row: Prisma.BulkJobGetPayload<object>): BulkJob {
  return BulkJob.parse(row);
}

/** @returns the workspace's bulk jobs, newest first. */
export async function listBulkJobs(ctx: Context, { limit, cursor }: PageQuery): Promise<Page<BulkJob>> {
  requireScope(ctx.actor, "deliveries:read");
  const rows = await ctx.db.bulkJob.findMany({
    where: { workspaceId: ctx.workspace.id, id: { lt: readIdCursor("bulkJob", cursor) } },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return toPage(rows.map(presentBulkJob), limit, ({ id }) => id);
}

/** @throws AppError `not_found` */
export async function getBulkJob(ctx: Context, id: string): Promise<BulkJob> {
  requireScope(ctx.actor, "deliveries:read");
  const row = await ctx.db.bulkJob.findFirst({ where: { id, workspaceId: ctx.workspace.id } });
  if (row === null) throw notFound("bulk job");
  return presentBulkJob(row);
}

/**
 * Stops a job after the step it is at. What it put back or cancelled already stays so; what a job with a rate planned for
 * the seconds to come is taken back.
 * @throws AppError `not_found`, `conflict` when it has ended.
 */
export async function cancelBulkJob(ctx: Context, id: string): Promise<BulkJob> {
  requireScope(ctx.actor, "deliveries:write");
  return transact(ctx, async (tx) => {
    const { count } = await tx.db.bulkJob.updateMany({
      where: { id, workspaceId: tx.workspace.id, status: { in: ["queued", "running"] } },
      data: { status: "cancelled", finishedAt: new Date() },
    });
    if (count > 0) await sqlOf(tx.db)(TAKE_BACK, [id]);
    const job = await getBulkJob(tx, id);
    if (count === 0) throw new AppError("conflict", `This job is ${job.status}, so there is nothing to stop.`);
    await recordAudit(tx, { action: "bulk_job.cancelled", targetKind: "bulk_job", targetId: id });
    tx.afterCommit(() => tx.services.publish(tx.workspace.id, { type: "bulk-job.updated", bulkJobId: id }));
    return job;
  });
}

// A delivery that is to be sent later is in nobody's hands. One without a rate was due at once.
const TAKE_BACK = `
  WITH later AS (
    DELETE FROM planned_attempts p USING bulk_job_deliveries b, bulk_jobs j
    WHERE j.id = $1 AND j.rate_per_second IS NOT NULL AND b.bulk_job_id = j.id AND p.delivery_id = b.delivery_id
      AND p.trigger = 'manual' AND p.bulk_job_id = j.id AND p.lease IS NULL AND p.due_at > now()
    RETURNING p.delivery_id
  ), unlinked AS (
    DELETE FROM bulk_job_deliveries b USING later WHERE b.bulk_job_id = $1 AND b.delivery_id = later.delivery_id
  )
  UPDATE bulk_jobs SET retried = retried - n, skipped = skipped + n
  FROM (SELECT count(*)::int AS n FROM later) AS taken WHERE id = $1`;
