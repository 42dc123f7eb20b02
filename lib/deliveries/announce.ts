import type { Context } from "@/lib/access";
import type { Delivery } from "./schemas";

/** Tells open dashboards of a delivery that a person changed, after the commit. */
export function announceDelivery(ctx: Context, delivery: Delivery): void {
  const { id: deliveryId, webhookId, eventId, attemptCount, lastStatusCode, nextAttemptAt } = delivery;
  // Whether it is held or being sent is something the reader of the message finds out by himself.
  const status = delivery.status === "held" || delivery.status === "sending" ? "pending" : delivery.status;
  ctx.afterCommit(() =>
    ctx.services.publish(ctx.workspace.id, {
      type: "delivery.updated",
      deliveryId,
      webhookId,
      eventId,
      status,
      attemptCount,
      lastStatusCode,
      nextAttemptAt,
    }),
  );
}
