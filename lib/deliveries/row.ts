import type { Delivery } from "./schemas";
import { DELIVERY_STATUS } from "./status";

type Times = "createdAt" | "completedAt" | "nextAttemptAt" | "lastAttemptAt";

/** A row of DELIVERY_COLUMNS. */
export type DeliveryRow = Omit<Delivery, Times> & { createdAt: Date } & Record<
    Exclude<Times, "createdAt">,
    Date | null
  >;

/** What a delivery shows of itself, over DELIVERY_SOURCE. */
export const DELIVERY_COLUMNS = `d.id, d.event_id AS "eventId", d.event_type AS "eventType", d.webhook_id AS "webhookId", w.name AS "webhookName",
  w.url, d.project_id AS "projectId", ${DELIVERY_STATUS} AS status, d.trigger, d.attempt_count AS "attemptCount",
  d.next_attempt_at AS "nextAttemptAt", d.last_attempt_at AS "lastAttemptAt", d.last_status_code AS "lastStatusCode",
  d.last_cause AS "lastCause", d.last_latency_ms AS "lastLatencyMs", d.created_at AS "createdAt", d.completed_at AS "completedAt"`;

export function presentDelivery(row: DeliveryRow): Delivery {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    completedAt: row.completedAt?.toISOString() ?? null,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
  };
}
