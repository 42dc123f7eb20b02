import { newId } from "@/lib/core/ids";
import {
  type AttemptCause,
  type AttemptResult,
  classifyAttempt,
  type EgressClient,
  internalCause,
  isDelivered,
  unsentResult,
} from "@/lib/egress";
import type { Logger } from "@/lib/platform/logger";
import { parseRetryAfter } from "@/lib/retry";
import type { Attempt } from "./attempt";
import { type RequestBuilder, UnsendableError } from "./build-request";
import type { ClaimedDelivery } from "./claimed-delivery";
import type { DatabaseClock } from "./database-clock";

export type AttemptConfig = {
  egress: EgressClient;
  buildRequest: RequestBuilder;
  clock: DatabaseClock;
  logger: Logger;
};

/** Sends one claimed delivery and explains what became of it. Never rejects: what cannot even be built is a failed attempt. */
export async function makeAttempt(config: AttemptConfig, delivery: ClaimedDelivery): Promise<Attempt> {
  const { clock, logger, egress } = config;
  const id = newId("attempt");
  const startedAtMs = clock.nowMs();
  const begun = { id, delivery, startedAtMs, queueWaitMs: Math.max(0, startedAtMs - delivery.plannedForMs) };
  try {
    const { request, attemptNumber, recordedHeaders } = config.buildRequest(delivery, startedAtMs);
    const result = await egress.send(request);
    return explainAttempt({ ...begun, number: attemptNumber, recordedHeaders, result }, clock.nowMs());
  } catch (error) {
    // What cannot be sent names a header, and headers are not logged.
    const err = error instanceof UnsendableError ? undefined : error;
    logger.error({ err, deliveryId: delivery.deliveryId, attemptId: id }, "an attempt could not be made");
    const number = delivery.attemptCount + 1;
    const cause = causeOf(error);
    return {
      ...begun,
      number,
      recordedHeaders: "",
      result: unsentResult("internal_error", null),
      ok: false,
      cause,
      retryAfterMs: null,
    };
  }
}

/** What is stored for the webhook cannot be sent, and surely was not; anything else is our own mistake. */
function causeOf(error: unknown): AttemptCause {
  if (!(error instanceof UnsendableError)) return internalCause("internal_error", ["The request could not be built."]);
  return { ...internalCause("internal_error", [error.message]), maybeProcessed: "no" };
}

/** @returns the attempt with what follows from its result. @param nowMs when the answer was there. */
export function explainAttempt(made: Omit<Attempt, "ok" | "cause" | "retryAfterMs">, nowMs: number): Attempt {
  const { result } = made;
  const { url, timeoutMs } = made.delivery.webhook;
  const cause = classifyAttempt({ result, url, timeoutMs });
  return { ...made, ok: isDelivered(result), cause, retryAfterMs: retryAfterOf(result, nowMs) };
}

function retryAfterOf(result: AttemptResult, nowMs: number): number | null {
  if (result.outcome !== "response" || (result.status !== 429 && result.status !== 503)) return null;
  const header = result.headers.find(([name]) => name.toLowerCase() === "retry-after");
  return parseRetryAfter(header?.[1], nowMs);
}
