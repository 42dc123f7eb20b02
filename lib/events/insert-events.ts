import { arrayLiteral, binaryTextArray } from "@/lib/platform/array-literal";
import { prepared, type Sql } from "@/lib/platform/db";
import type { PlannedDelivery, PlannedEvent } from "./ingest-types";

/** A delivery of an event, new or old, that is to be made. */
export type DeliveryRow = {
  event: Pick<PlannedEvent, "id" | "workspaceId" | "projectId" | "type" | "acceptedAtMs">;
  delivery: PlannedDelivery;
};

/** @returns the deliveries of new events, as `insertEvents` takes them. */
export function deliveriesOf(events: readonly PlannedEvent[]): DeliveryRow[] {
  return events.flatMap((event) => event.deliveries.map((delivery) => ({ event, delivery })));
}

/**
 * Writes events, deliveries, the first attempts (due now) and the count of what was created, in one statement: all of it
 * is there when it returns, or nothing is. Counters are taken in order of webhook, so that two groups that share webhooks
 * cannot wait for each other; and they are rows apart from those of attempts, which need not wait for this commit.
 * @param trigger why the deliveries exist.
 */
export async function insertEvents(
  sql: Sql,
  events: readonly PlannedEvent[],
  deliveries: readonly DeliveryRow[],
  trigger: "event" | "test" | "replay",
): Promise<void> {
  if (events.length === 0 && deliveries.length === 0) return;
  const times = timesOf(events, deliveries);
  await sql(times === null ? INSERT : INSERT_HISTORY, [
    column(events, ({ id }) => id),
    column(events, ({ workspaceId }) => workspaceId),
    column(events, ({ projectId }) => projectId ?? ""),
    column(events, ({ type }) => type),
    binaryTextArray(events.map(({ body }) => body)),
    column(events, ({ occurredAt }) => occurredAt),
    column(events, ({ test }) => test),
    column(events, ({ idempotencyKey }) => idempotencyKey ?? ""),
    column(events, ({ requestId }) => requestId ?? ""),
    column(events, (event) => event.deliveries.length),
    column(events, ({ skipped }) => (skipped.length === 0 ? "" : JSON.stringify(skipped))),
    column(deliveries, ({ delivery }) => delivery.id),
    column(deliveries, ({ delivery }) => delivery.webhookId),
    column(deliveries, ({ delivery }) => delivery.webhookProjectId ?? ""),
    column(deliveries, ({ event }) => event.id),
    column(deliveries, ({ event }) => event.workspaceId),
    column(deliveries, ({ event }) => event.projectId ?? ""),
    column(deliveries, ({ event }) => event.type),
    trigger,
    ...(times ?? []),
  ]);
}

/** One array for a statement's `unnest`. */
function column<Row>(rows: readonly Row[], valueOf: (row: Row) => string | number | boolean): string {
  return arrayLiteral(rows.map(valueOf));
}

/** When each came in, if that is told of any: what is not told came in now. */
function timesOf(events: readonly PlannedEvent[], deliveries: readonly DeliveryRow[]): [string, string] | null {
  const told = [...events, ...deliveries.map(({ event }) => event)];
  if (told.every(({ acceptedAtMs }) => acceptedAtMs === undefined)) return null;
  const iso = ({ acceptedAtMs = Date.now() }: { acceptedAtMs?: number }) => new Date(acceptedAtMs).toISOString();
  return [column(events, iso), column(deliveries, ({ event }) => iso(event))];
}

// Arrays carry '' for null: it is no valid value of any of these columns, and every driver can send it.
// An event's own column of time is its default; every other time is `now`, the database's clock or a column of history.
const statement = (now: string, history = { column: "", as: "", events: "", deliveries: "" }) => `
  WITH new_events AS (
    INSERT INTO events (id, workspace_id, project_id, type, body, occurred_at, test, idempotency_key, request_id, delivery_count, skipped${history.column})
    SELECT id, workspace_id, nullif(project_id, ''), type, body, occurred_at, test, nullif(idempotency_key, ''),
           nullif(request_id, ''), delivery_count, nullif(skipped, '')::jsonb${history.as}
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::boolean[], $8::text[],
                $9::text[], $10::int[], $11::text[]${history.events})
      AS e (id, workspace_id, project_id, type, body, occurred_at, test, idempotency_key, request_id, delivery_count, skipped${history.as})
  ), planned AS (
    SELECT * FROM unnest($12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[]${history.deliveries})
      AS d (id, webhook_id, webhook_project_id, event_id, workspace_id, project_id, event_type${history.as})
  ), new_deliveries AS (
    INSERT INTO deliveries (id, workspace_id, project_id, webhook_id, event_id, event_type, trigger, next_attempt_at, created_at)
    SELECT id, workspace_id, nullif(project_id, ''), webhook_id, event_id, event_type, $19::text, ${now}, ${now} FROM planned
  ), new_attempts AS (
    INSERT INTO planned_attempts (delivery_id, trigger, workspace_id, webhook_id, event_id, due_at, planned_for)
    SELECT id, 'schedule', workspace_id, webhook_id, event_id, ${now}, ${now} FROM planned
  )
  INSERT INTO webhook_stats (webhook_id, resolution, at, workspace_id, project_id, created)
  SELECT webhook_id, 'arrival', date_trunc('minute', ${now}::timestamptz(3)) AS minute, min(workspace_id), nullif(min(webhook_project_id), ''), count(*)
  FROM planned GROUP BY webhook_id, minute ORDER BY webhook_id COLLATE "C", minute
  ON CONFLICT (webhook_id, resolution, at) DO UPDATE SET created = webhook_stats.created + excluded.created`;

const INSERT = prepared("insert_events", statement("now()"));

const INSERT_HISTORY = statement("came_in_at", {
  column: ", created_at",
  as: ", came_in_at",
  events: ", $20::timestamptz[]",
  deliveries: ", $21::timestamptz[]",
});
