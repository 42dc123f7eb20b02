import type { Services } from "@/lib/access";
import type { EndedDelivery, RecordedAttempt } from "@/lib/deliveries/engine";
import type { Logger } from "@/lib/platform/logger";
import { attemptLatency, attemptsMade, deliveriesFinished, deliveryLag } from "@/lib/platform/metrics";

export type Announcer = {
  recorded: (recorded: readonly RecordedAttempt[]) => void;
  ended: (deliveries: readonly EndedDelivery[]) => void;
};

/** @returns what counts, logs and tells dashboards what the engine did; by ids, never with payloads. */
export function createAnnouncer({ publish }: Pick<Services, "publish">, logger: Logger): Announcer {
  function recorded(batch: readonly RecordedAttempt[]): void {
    count(batch);
    batch.forEach(tell);
  }

  function tell({ attempt, number, transition: { state, retryInMs } }: RecordedAttempt): void {
    const { delivery, ok, cause, result } = attempt;
    const statusCode = result.outcome === "response" ? result.status : null;
    if (logger.isLevelEnabled("debug")) {
      const ids = { deliveryId: delivery.deliveryId, attemptId: attempt.id, webhookId: delivery.webhook.id };
      logger.debug({ ...ids, number, ok, statusCode, cause: cause?.cause, state }, "attempt recorded");
    }
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

/** Counters by label are looked up once for all that are alike. */
function count(batch: readonly RecordedAttempt[]): void {
  const outcomes = new Map<string, number>();
  const finished = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { attempt, before, transition } of batch) {
    attemptLatency.observe(attempt.result.phases.totalMs / 1000);
    deliveryLag.observe(attempt.queueWaitMs / 1000);
    add(outcomes, attempt.ok ? OK : (attempt.cause?.cause ?? NO_CAUSE));
    const { state } = transition;
    if (state !== before.state && state !== "retrying") add(finished, state);
  }
  for (const [key, times] of outcomes)
    attemptsMade.inc(key === OK ? { outcome: "ok", cause: NO_CAUSE } : { outcome: "failed", cause: key }, times);
  for (const [status, times] of finished) deliveriesFinished.inc({ status }, times);
}

const OK = "ok";
const NO_CAUSE = "none";
