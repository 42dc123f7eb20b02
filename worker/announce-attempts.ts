import type { Services } from "@/lib/access";
import type { EndedDelivery, RecordedAttempt } from "@/lib/deliveries/engine";
import type { Logger } from "@/lib/platform/logger";
import { attemptLatency, attemptsMade, deliveriesFinished, deliveryLag } from "@/lib/platform/metrics";

export type Announcer = {
  recorded: (recorded: RecordedAttempt) => void;
  ended: (deliveries: readonly EndedDelivery[]) => void;
};

/** @returns what counts, logs and tells dashboards what the engine did; by ids, never with payloads. */
export function createAnnouncer({ publish }: Pick<Services, "publish">, logger: Logger): Announcer {
  function recorded({ attempt, before, number, transition }: RecordedAttempt): void {
    const { delivery, ok, cause, result } = attempt;
    attemptsMade.inc({ outcome: ok ? "ok" : "failed", cause: ok ? "none" : (cause?.cause ?? "none") });
    attemptLatency.observe(result.phases.totalMs / 1000);
    deliveryLag.observe(attempt.queueWaitMs / 1000);
    const { state, retryInMs } = transition;
    const hasFinished = state !== before.state && state !== "retrying";
    if (hasFinished) deliveriesFinished.inc({ status: state });
    const statusCode = result.outcome === "response" ? result.status : null;
    const ids = { deliveryId: delivery.deliveryId, attemptId: attempt.id, webhookId: delivery.webhook.id };
    logger.debug({ ...ids, number, ok, statusCode, cause: cause?.cause, state }, "attempt recorded");
    publish(delivery.webhook.workspaceId, {
      type: "delivery.updated",
      deliveryId: delivery.deliveryId,
      webhookId: delivery.webhook.id,
      eventId: delivery.eventId,
      status: state,
      attemptCount: number,
      lastStatusCode: statusCode,
      nextAttemptAt: retryInMs === null ? null : new Date(Date.now() + retryInMs).toISOString(),
    });
  }

  function ended(deliveries: readonly EndedDelivery[]): void {
    for (const { deliveryId, webhookId, workspaceId, state, eventId, attemptCount, lastStatusCode } of deliveries) {
      deliveriesFinished.inc({ status: state });
      logger.info({ deliveryId, webhookId, state }, "delivery ended without an attempt");
      publish(workspaceId, {
        type: "delivery.updated",
        deliveryId,
        webhookId,
        eventId,
        status: state,
        attemptCount,
        lastStatusCode,
        nextAttemptAt: null,
      });
    }
  }

  return { recorded, ended };
}
