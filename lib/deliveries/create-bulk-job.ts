import { actorLabel, type Context } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/platform/db";
import { presentBulkJob } from "./bulk-jobs";
import type { BulkWork } from "./bulk-work";
import type { BulkJob } from "./schemas";

const ACTIONS = { retry: "deliveries.bulk_retried", cancel: "deliveries.bulk_cancelled" } as const;

export type BulkLimits = { max?: number | undefined; ratePerSecond?: number | undefined };

/** Notes down what is to be done, in the caller's transaction; the worker does it. */
export async function createBulkJob(
  ctx: Context,
  { kind, filter, exclude }: BulkWork,
  total: number,
  { max, ratePerSecond }: BulkLimits = {},
): Promise<BulkJob> {
  const row = await ctx.db.bulkJob.create({
    data: {
      id: newId("bulkJob"),
      workspaceId: ctx.workspace.id,
      kind,
      filter: JSON.parse(JSON.stringify(filter)) as Prisma.InputJsonObject,
      exclude: [...exclude],
      total,
      max,
      ratePerSecond,
      actor: actorLabel(ctx.actor),
    },
  });
  const job = presentBulkJob(row);
  await recordAudit(ctx, {
    action: ACTIONS[kind],
    targetKind: "bulk_job",
    targetId: row.id,
    diff: { filter: [null, JSON.stringify(job.filter)], total: [null, total] },
  });
  return job;
}
