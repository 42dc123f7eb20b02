import type { Services } from "@/lib/access";
import { deliveriesCreated, eventsAccepted } from "@/lib/platform/metrics";
import type { PlannedEvent } from "./ingest-types";
import { deliveriesOf, type DeliveryRow } from "./insert-events";

/** What is told once events are committed. */
export type Announcer = Pick<Services, "ring" | "publish">;

/** Counts what was created, wakes the workers for it and tells open dashboards. Call it after the commit. */
export function announce(announcer: Announcer, created: readonly PlannedEvent[]): void {
  eventsAccepted.inc(created.length);
  for (const { workspaceId, id, type } of created)
    announcer.publish(workspaceId, { type: "event.created", eventId: id, eventType: type });
  announceDeliveries(announcer, deliveriesOf(created));
}

/** As `announce`, for new deliveries of events that were there before. */
export function announceDeliveries({ ring, publish }: Announcer, rows: readonly DeliveryRow[]): void {
  if (rows.length === 0) return;
  deliveriesCreated.inc(rows.length);
  ring([...new Set(rows.filter(({ delivery }) => !delivery.paused).map(({ delivery }) => delivery.webhookId))]);
  for (const { event, delivery } of rows)
    publish(event.workspaceId, {
      type: "delivery.created",
      deliveryId: delivery.id,
      webhookId: delivery.webhookId,
      eventId: event.id,
    });
}
