import type { Attempt } from "./attempt";
import { arrayLiteral, type Element } from "./array-literal";
import type { DeliveryRow, Transition } from "./decide-transition";
import type { AttemptColumn, DeliveryColumn } from "./record-statements";

/** @returns the attempt as its row. */
export function attemptRowOf(attempt: Attempt, number: number): Record<AttemptColumn, Element> {
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
    // As the text of an array, because an array of arrays must have rows of equal length. It holds no U+0000.
    evidence: arrayLiteral((cause?.evidence ?? []).map((sentence) => sentence.replaceAll("\0", ""))),
    error_code: result.outcome === "error" ? (result.nativeCode ?? result.error) : null,
    url: delivery.webhook.url,
    request_headers: attempt.recordedHeaders,
    response_headers: response === null ? null : JSON.stringify(response.headers),
    response_body: response?.body ?? null,
    response_bytes: response?.bodyBytes ?? null,
    response_truncated: response?.bodyTruncated ?? false,
    remote_address: result.remoteAddress,
    phases: phasesOf(attempt),
    total_ms: rounded(result.phases.totalMs),
  };
}

/** @returns what changes in the delivery's row. */
export function deliveryRowOf(
  attempt: Attempt,
  before: DeliveryRow,
  { state, scheduleStep, retryInMs }: Transition,
): Record<DeliveryColumn, Element> {
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
    last_latency_ms: rounded(attempt.result.phases.totalMs),
  };
}

/** @returns rows as one array literal for each column. */
export function columnsOf<Column extends string>(
  names: readonly Column[],
  rows: readonly Record<Column, Element>[],
): string[] {
  return names.map((name) => arrayLiteral(rows.map((row) => row[name])));
}

function phasesOf({ queueWaitMs, result: { phases } }: Attempt): string {
  return JSON.stringify({
    ...phases,
    queueWaitMs: rounded(queueWaitMs),
    dnsMs: rounded(phases.dnsMs),
    tcpMs: rounded(phases.tcpMs),
    tlsMs: rounded(phases.tlsMs),
    ttfbMs: rounded(phases.ttfbMs),
    downloadMs: rounded(phases.downloadMs),
    totalMs: rounded(phases.totalMs),
  });
}

function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 1000) / 1000;
}
