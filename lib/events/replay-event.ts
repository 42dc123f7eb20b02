import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { type Sql, sqlOf } from "@/lib/platform/db";
import { announceDeliveries } from "./announce";
import { type EventRow, getEventRow } from "./get-event";
import { type DeliveryRow, insertEvents } from "./insert-events";
import type { ReplayEventInput, ReplayResult } from "./schemas";
import { patternsOf } from "./subscription";

type Target = { id: string; projectId: string | null; status: string };

/**
 * Sends an event again, as new deliveries under the same event id: to one webhook, or to all that are subscribed now (a
 * test: to those that it was for).
 * @throws AppError `not_found`, `webhook_disabled`, `conflict` when there is nobody to send it to.
 */
export async function replayEvent(ctx: Context, id: string, { webhookId }: ReplayEventInput): Promise<ReplayResult> {
  requireScope(ctx.actor, "events:write");
  return transact(ctx, async (tx) => {
    const sql = sqlOf(tx.db);
    const event = await getEventRow(sql, tx.workspace.id, id);
    const targets =
      webhookId === undefined
        ? await findSubscribers(sql, tx.workspace.id, event)
        : [await findTarget(sql, tx.workspace.id, webhookId, event)];
    if (targets.length === 0)
      throw new AppError(
        "conflict",
        `No enabled webhook is subscribed to ${event.type} now, so there is nothing to send. Name a webhookId to send it all the same.`,
      );
    const { projectId, type } = event;
    const rows: DeliveryRow[] = targets.map((target) => ({
      event: { id, workspaceId: tx.workspace.id, projectId, type, acceptedAtMs: tx.atMs },
      delivery: {
        id: newId("delivery", tx.atMs),
        webhookId: target.id,
        webhookProjectId: target.projectId,
        paused: target.status === "paused",
      },
    }));
    await insertEvents(sql, [], rows, "replay");
    const deliveries = rows.map(({ delivery }) => ({ id: delivery.id, webhookId: delivery.webhookId }));
    await recordAudit(tx, {
      action: "event.replayed",
      targetKind: "event",
      targetId: id,
      diff: { webhookIds: [null, deliveries.map((delivery) => delivery.webhookId)] },
    });
    tx.afterCommit(() => announceDeliveries(tx.services, rows));
    return { eventId: id, deliveries };
  });
}

async function findTarget(sql: Sql, workspaceId: string, webhookId: string, event: EventRow): Promise<Target> {
  const [target] = await sql<Target>(
    `SELECT ${COLUMNS} FROM webhooks w WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL`,
    [workspaceId, webhookId],
  );
  if (target === undefined) throw notFound("webhook");
  if (target.status === "disabled")
    throw new AppError("webhook_disabled", "This webhook is disabled. Enable it, then replay.");
  if (target.projectId !== null && target.projectId !== event.projectId) {
    throw new AppError(
      "conflict",
      "This webhook is bound to another project than the event's, so it may not have the event.",
    );
  }
  return target;
}

async function findSubscribers(sql: Sql, workspaceId: string, event: EventRow): Promise<Target[]> {
  return sql<Target>(
    `SELECT ${COLUMNS} FROM webhooks w
     WHERE workspace_id = $1 AND deleted_at IS NULL AND status <> 'disabled'
       AND CASE WHEN $2::boolean THEN EXISTS (SELECT FROM deliveries d WHERE d.event_id = $3 AND d.webhook_id = w.id)
           ELSE events && $4::text[] AND (project_id IS NULL OR project_id = nullif($5, '')) END
     ORDER BY id`,
    [workspaceId, event.test, event.id, patternsOf(event.type), event.projectId ?? ""],
  );
}

const COLUMNS = `id, project_id AS "projectId", status`;
