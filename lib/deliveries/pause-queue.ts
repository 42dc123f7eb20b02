import { actorLabel, type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError } from "@/lib/core/errors";
import { sqlOf } from "@/lib/platform/db";
import type { PauseQueueInput, QueuePause, QueuePauseState } from "./schemas";

/**
 * Holds all deliveries of the workspace: events are accepted and their deliveries made, and they wait with the others until
 * the queue is resumed. What is on the wire already is finished.
 * @throws AppError `conflict` when it is paused already; the message says by whom and why.
 */
export async function pauseQueue(ctx: Context, { reason }: PauseQueueInput): Promise<QueuePauseState> {
  requireScope(ctx.actor, "webhooks:write");
  return transact(ctx, async (tx) => {
    const { kind, name } = tx.actor;
    const workspaceId = tx.workspace.id;
    const { count } = await tx.db.deliveryPause.createMany({
      data: { workspaceId, reason, actorKind: kind, actorId: actorLabel(tx.actor), actorName: name },
      skipDuplicates: true,
    });
    const pausedBy = await readQueuePause(tx);
    if (count === 0)
      throw new AppError("conflict", `Deliveries are paused already, by ${pausedBy?.actor}: ${pausedBy?.reason}`);
    await recordAudit(tx, { ...target(tx), action: "queue.paused", diff: { reason: [null, reason] } });
    // Those with claims, so that workers give back what they have not begun.
    announce(tx, await webhookIds(tx, "p.lease IS NOT NULL"));
    return { pausedBy };
  });
}

/** Lets go what the pause held, but for webhooks that are paused themselves. Not paused: nothing changes. */
export async function resumeQueue(ctx: Context): Promise<QueuePauseState> {
  requireScope(ctx.actor, "webhooks:write");
  return transact(ctx, async (tx) => {
    const pausedBy = await readQueuePause(tx);
    const { count } = await tx.db.deliveryPause.deleteMany({ where: { workspaceId: tx.workspace.id } });
    if (count > 0 && pausedBy !== null) {
      await recordAudit(tx, { ...target(tx), action: "queue.resumed", diff: { reason: [pausedBy.reason, null] } });
      announce(tx, await webhookIds(tx, "p.due_at <= now()"));
    }
    return { pausedBy: null };
  });
}

/** @returns who paused the workspace's deliveries, why and since when; null while they flow. */
export async function readQueuePause(ctx: Context): Promise<QueuePause | null> {
  const row = await ctx.db.deliveryPause.findUnique({ where: { workspaceId: ctx.workspace.id } });
  return row === null ? null : { reason: row.reason, actor: row.actorName, since: row.createdAt.toISOString() };
}

const target = (ctx: Context) => ({ targetKind: "workspace", targetId: ctx.workspace.id });

async function webhookIds(ctx: Context, which: string): Promise<string[]> {
  const rows = await sqlOf(ctx.db)<{ id: string }>(
    `SELECT w.id FROM webhooks w WHERE w.workspace_id = $1 AND w.deleted_at IS NULL AND w.status = 'active'
     AND EXISTS (SELECT FROM planned_attempts p WHERE p.webhook_id = w.id AND ${which})`,
    [ctx.workspace.id],
  );
  return rows.map(({ id }) => id);
}

function announce(ctx: Context, ids: readonly string[]): void {
  const { ring, publish } = ctx.services;
  ctx.afterCommit(() => {
    ring(ids);
    publish(ctx.workspace.id, { type: "queue.updated" });
  });
}
