import { newId } from "@/lib/core/ids";
import type { AttemptResult } from "@/lib/egress";
import type { Encryption } from "@/lib/platform/encryption";
import type { Sql } from "@/lib/platform/db";
import { createRequestBuilder, type MaskHeaders, type RequestBuilder } from "./build-request";
import { type LaneRow, webhookOf } from "./claim-rows";
import { READ_LANE } from "./claim-statements";
import type { AttemptTrigger, ClaimedWebhook } from "./claimed-delivery";
import { type DeliveryRow, decideTransition } from "./decide-transition";
import { explainAttempt } from "./make-attempt";
import type { RecordedAttempt } from "./recorded-attempt";
import { recordHistory } from "./record-history";

/** A delivery of the past whose attempts are still to be told. */
export type PastDelivery = {
  deliveryId: string;
  webhookId: string;
  eventId: string;
  eventType: string;
  body: string;
  createdAtMs: number;
};

/** One more attempt that a person, or a bulk job of theirs, asked for. */
export type PastRetry = { atMs: number; actor: string; bulkJobId: string | null };

/** What is known when an attempt is to be told. */
export type PastMoment = { delivery: PastDelivery; number: number; atMs: number };

export type Past = {
  deliveries: readonly PastDelivery[];
  /** What the receiver did; null when the attempt was not made, and is still to come. */
  answerOf(moment: PastMoment): AttemptResult | null;
  /** Retries by hand of a delivery whose scheduled attempts ended at `endedAtMs`. */
  retriesOf(delivery: PastDelivery, state: DeliveryRow["state"], endedAtMs: number): readonly PastRetry[];
  /** The present: what is due later stays planned. */
  untilMs: number;
  random(): number;
};

type Teller = Past & { buildRequest: RequestBuilder; webhooks: Map<string, ClaimedWebhook> };

/**
 * Tells how deliveries of the past went, and records it: requests are built and signed, causes classified, transitions
 * decided and counters kept as the worker does it; only the answers come from `past`. In the caller's transaction.
 */
export async function playHistory(
  sql: Sql,
  { encryption, maskHeaders, workerId }: { encryption: Encryption; maskHeaders: MaskHeaders; workerId: string },
  past: Past,
): Promise<RecordedAttempt[]> {
  const webhooks = new Map<string, ClaimedWebhook>();
  for (const id of new Set(past.deliveries.map(({ webhookId }) => webhookId))) {
    const [row] = await sql<LaneRow>(READ_LANE, [id]);
    if (row !== undefined) webhooks.set(id, webhookOf(row));
  }
  const teller = { ...past, webhooks, buildRequest: createRequestBuilder(encryption, maskHeaders) };
  const recorded = past.deliveries.flatMap((delivery) => tell(teller, delivery));
  await recordHistory(sql, workerId, recorded);
  return recorded;
}

const QUEUE_WAIT_MS_MAX = 40;

function tell(teller: Teller, delivery: PastDelivery): RecordedAttempt[] {
  const told: RecordedAttempt[] = [];
  let row: DeliveryRow = { state: "pending", attemptCount: 0, scheduleStep: 0 };
  let endedAtMs = delivery.createdAtMs;
  const make = (trigger: AttemptTrigger, plannedForMs: number, retry?: PastRetry): RecordedAttempt | null => {
    const made = attemptOf(teller, delivery, row, { trigger, plannedForMs, retry });
    if (made === null) return null;
    told.push(made);
    const { transition, number, attempt } = made;
    row = { state: transition.state, scheduleStep: transition.scheduleStep, attemptCount: number };
    endedAtMs = attempt.startedAtMs + attempt.result.phases.totalMs;
    return made;
  };

  for (let dueAtMs: number | null = delivery.createdAtMs; dueAtMs !== null && dueAtMs <= teller.untilMs;) {
    const made = make("schedule", dueAtMs);
    if (made === null) return told;
    const { retryInMs } = made.transition;
    dueAtMs = retryInMs === null ? null : endedAtMs + retryInMs;
  }
  for (const retry of teller.retriesOf(delivery, row.state, endedAtMs)) make("manual", retry.atMs, retry);
  return told;
}

function attemptOf(
  teller: Teller,
  delivery: PastDelivery,
  before: DeliveryRow,
  { trigger, plannedForMs, retry }: { trigger: AttemptTrigger; plannedForMs: number; retry?: PastRetry | undefined },
): RecordedAttempt | null {
  const webhook = teller.webhooks.get(delivery.webhookId);
  const number = before.attemptCount + 1;
  const startedAtMs = plannedForMs + 1 + Math.round(teller.random() * QUEUE_WAIT_MS_MAX);
  const result = teller.answerOf({ delivery, number, atMs: startedAtMs });
  if (webhook === undefined || result === null) return null;
  const claimed = {
    ...delivery,
    body: Buffer.from(delivery.body),
    webhook,
    trigger,
    lease: 0,
    claimedAtMs: 0,
    state: before.state,
    attemptCount: before.attemptCount,
    scheduleStep: before.scheduleStep,
    plannedForMs,
    actor: retry?.actor ?? null,
    bulkJobId: retry?.bulkJobId ?? null,
    isProbe: false,
  };
  const { recordedHeaders } = teller.buildRequest(claimed, startedAtMs);
  const attempt = explainAttempt(
    {
      id: newId("attempt", startedAtMs),
      delivery: claimed,
      number,
      startedAtMs,
      queueWaitMs: startedAtMs - plannedForMs,
      recordedHeaders,
      result,
    },
    startedAtMs + result.phases.totalMs,
  );
  return { attempt, before, number, transition: decideTransition(before, attempt, teller.random()) };
}
