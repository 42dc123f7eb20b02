import type { Services } from "@/lib/access";
import { deliveriesCreated, eventsAccepted } from "@/lib/platform/metrics";
import type { PlannedEvent } from "./ingest-types";
import { deliveriesOf, type DeliveryRow } from "./insert-events";

/** What is told once events are committed. */
export type Announcer = Pick<Services, "ring" | "publish">;

/** Counts what was created, wakes the workers for it and tells open dashboards. Call it after the commit. */
export function announce(announcer: Announcer, created: readonly PlannedEvent[]): void {
  eventsAccepted.inc(created.length);
  announceDeliveries(announcer, deliveriesOf(created));
}

/** As `announce`, for new deliveries of events that were there before. */
export function announceDeliveries({ ring, publish }: Announcer, rows: readonly DeliveryRow[]): void {
  if (rows.length === 0) return;
  deliveriesCreated.inc(rows.length);
  ring([...new Set(rows.filter(({ delivery }) => !delivery.paused).map(({ delivery }) => delivery.webhookId))]);
  const byWorkspace = new Map<string, DeliveryRow[]>();
  for (const row of rows) {
    const others = byWorkspace.get(row.event.workspaceId);
    if (others === undefined) byWorkspace.set(row.event.workspaceId, [row]);
    else others.push(row);
  }
  for (const [workspaceId, some] of byWorkspace)
    for (const { event, delivery } of some.slice(0, MESSAGES_MAX))
      publish(workspaceId, {
        type: "delivery.created",
        deliveryId: delivery.id,
        webhookId: delivery.webhookId,
        eventId: event.id,
      });
}

/** Of a burst a dashboard shows the newest few; it reads its counts again anyway. */
const MESSAGES_MAX = 50;
