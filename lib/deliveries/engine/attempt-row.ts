import type { Attempt } from "./attempt";
import type { DeliveryRow, Transition } from "./decide-transition";
import type { AttemptColumn, DeliveryColumn } from "./record-statements";

/** @returns the attempt as its row. */
export function attemptRowOf(attempt: Attempt, number: number): Record<AttemptColumn, unknown> {
  const { delivery, result, cause } = attempt;
  const response = result.outcome === "response" ? result : null;
  return {
    id: attempt.id,
    workspace_id: delivery.webhook.workspaceId,
    delivery_id: delivery.deliveryId,
    webhook_id: delivery.webhook.id,
    event_id: delivery.eventId,
    number,
    trigger: delivery.trigger,
    actor: delivery.actor,
    bulk_job_id: delivery.bulkJobId,
    started_at_ms: attempt.startedAtMs,
    ok: attempt.ok,
    status_code: response?.status ?? null,
    cause: cause?.cause ?? null,
    certainty: cause?.certainty ?? null,
    maybe_processed: cause?.maybeProcessed ?? null,
    evidence: textArrayLiteral(cause?.evidence ?? []),
    error_code: result.outcome === "error" ? (result.nativeCode ?? result.error) : null,
    url: delivery.webhook.url,
    request_headers: attempt.recordedHeaders,
    response_headers: response === null ? null : JSON.stringify(response.headers),
    response_body: response?.body ?? null,
    response_bytes: response?.bodyBytes ?? null,
    response_truncated: response?.bodyTruncated ?? false,
    remote_address: result.remoteAddress,
    phases: phasesOf(attempt),
    total_ms: result.phases.totalMs,
  };
}

/** @returns what changes in the delivery's row. */
export function deliveryRowOf(
  attempt: Attempt,
  before: DeliveryRow,
  { state, scheduleStep, retryInMs }: Transition,
): Record<DeliveryColumn, unknown> {
  return {
    id: attempt.delivery.deliveryId,
    status: state,
    attempt_count: before.attemptCount + 1,
    schedule_step: scheduleStep,
    retry_in_ms: retryInMs,
    is_finished: state !== "pending" && state !== "retrying",
    last_attempt_at_ms: attempt.startedAtMs,
    last_status_code: attempt.result.outcome === "response" ? attempt.result.status : null,
    last_cause: attempt.cause?.cause ?? null,
    last_latency_ms: attempt.result.phases.totalMs,
  };
}

function phasesOf({ queueWaitMs, result: { phases } }: Attempt): string {
  const rounded = Object.entries({ queueWaitMs, ...phases }).map(([name, value]) => [
    name,
    typeof value === "number" ? Math.round(value * 1000) / 1000 : value,
  ]);
  return JSON.stringify(Object.fromEntries(rounded));
}

/** PostgreSQL's text form of an array, because arrays of arrays must be of equal length. It holds no U+0000. */
function textArrayLiteral(items: readonly string[]): string {
  const quoted = items.map((item) => `"${item.replaceAll("\0", "").replace(/["\\]/g, "\\$&")}"`);
  return `{${quoted.join(",")}}`;
}
