import { type Context, requireScope } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { type Sql, sqlOf } from "@/lib/platform/db";
import { explainFanOut, type FanOutWebhook } from "./fan-out";
import { EVENT_COLUMNS } from "./list-events";
import type { EventDetail } from "./schemas";

export type EventRow = Omit<EventDetail, "occurredAt" | "createdAt" | "fanOut"> & {
  occurredAt: Date;
  createdAt: Date;
  skipped: { webhookId: string; reason: string }[] | null;
};

/** @throws AppError `not_found`, also for another workspace's. */
export async function getEventRow(sql: Sql, workspaceId: string, id: string): Promise<EventRow> {
  const rows = isId("event", id)
    ? await sql<EventRow>(`SELECT ${EVENT_COLUMNS}, body, skipped FROM events WHERE id = $1 AND workspace_id = $2`, [
        id,
        workspaceId,
      ])
    : [];
  const [row] = rows;
  if (row === undefined) throw notFound("event");
  return row;
}

/** @returns an event with the exact text that goes out, and for each webhook of the workspace whether it was called, or why not. */
export async function getEvent(ctx: Context, id: string): Promise<EventDetail> {
  requireScope(ctx.actor, "events:read");
  const sql = sqlOf(ctx.db);
  const { skipped, ...event } = await getEventRow(sql, ctx.workspace.id, id);
  const webhooks = await sql<FanOutWebhook>(WEBHOOKS, [ctx.workspace.id, id]);
  return {
    ...event,
    occurredAt: event.occurredAt.toISOString(),
    createdAt: event.createdAt.toISOString(),
    fanOut: webhooks.map((webhook) => explainFanOut({ ...event, skipped }, webhook)),
  };
}

const FAN_OUT_MAX = 1_000;

// Webhooks deleted before the event have nothing to do with it; those deleted since may have been called.
const WEBHOOKS = `
  SELECT w.id, w.name, w.url, w.status, w.events, w.project_id AS "projectId", w.created_at AS "createdAt", w.deleted_at AS "deletedAt",
    coalesce(d.deliveries, '[]'::jsonb) AS deliveries
  FROM webhooks w
  LEFT JOIN (
    SELECT webhook_id, jsonb_agg(jsonb_build_object('id', id, 'status', status, 'trigger', trigger, 'createdAt',
      to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY id) AS deliveries
    FROM deliveries WHERE event_id = $2 GROUP BY webhook_id
  ) d ON d.webhook_id = w.id
  WHERE w.workspace_id = $1 AND (w.deleted_at IS NULL OR d.deliveries IS NOT NULL OR w.deleted_at > (SELECT created_at FROM events WHERE id = $2))
  ORDER BY w.id DESC LIMIT ${FAN_OUT_MAX}`;
