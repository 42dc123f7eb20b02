import { toHeaderLines } from "./header-lines";
import { arrayLiteral } from "@/lib/platform/array-literal";
import type { Attempt } from "./attempt";
import type { Column } from "./columns";
import type { RecordedAttempt } from "./recorded-attempt";

/** An attempt as its row. */
export const ATTEMPT_COLUMNS: readonly Column<RecordedAttempt>[] = [
  ["id", "text", ({ attempt }) => attempt.id],
  ["workspace_id", "text", ({ attempt }) => attempt.delivery.webhook.workspaceId],
  ["delivery_id", "text", ({ attempt }) => attempt.delivery.deliveryId],
  ["webhook_id", "text", ({ attempt }) => attempt.delivery.webhook.id],
  ["event_id", "text", ({ attempt }) => attempt.delivery.eventId],
  ["number", "int", ({ number }) => number],
  ["trigger", "text", ({ attempt }) => attempt.delivery.trigger],
  ["actor", "text", ({ attempt }) => attempt.delivery.actor],
  ["bulk_job_id", "text", ({ attempt }) => attempt.delivery.bulkJobId],
  ["started_at_ms", "float8", ({ attempt }) => attempt.startedAtMs],
  ["ok", "bool", ({ attempt }) => attempt.ok],
  ["status_code", "int", ({ attempt }) => responseOf(attempt)?.status ?? null],
  ["cause", "text", ({ attempt }) => attempt.cause?.cause ?? null],
  ["certainty", "text", ({ attempt }) => attempt.cause?.certainty ?? null],
  ["maybe_processed", "text", ({ attempt }) => attempt.cause?.maybeProcessed ?? null],
  ["evidence", "long text", ({ attempt }) => evidenceOf(attempt)],
  ["error_code", "text", ({ attempt: { result } }) => errorCodeOf(result)],
  ["url", "long text", ({ attempt }) => attempt.delivery.webhook.url],
  ["request_headers", "long text", ({ attempt }) => attempt.recordedHeaders],
  ["response_headers", "long text", ({ attempt }) => responseHeadersOf(attempt)],
  ["response_body", "bytea", ({ attempt }) => responseOf(attempt)?.body ?? null],
  ["response_bytes", "int", ({ attempt }) => responseOf(attempt)?.bodyBytes ?? null],
  ["response_truncated", "bool", ({ attempt }) => responseOf(attempt)?.bodyTruncated ?? false],
  ["remote_address", "text", ({ attempt }) => attempt.result.remoteAddress],
  ["phases", "long text", ({ attempt }) => phasesOf(attempt)],
  ["total_ms", "float8", ({ attempt }) => rounded(attempt.result.phases.totalMs)],
];

/** What an attempt changes in its delivery's row. */
export const DELIVERY_COLUMNS: readonly Column<RecordedAttempt>[] = [
  ["id", "text", ({ attempt }) => attempt.delivery.deliveryId],
  ["status", "text", ({ transition }) => transition.state],
  ["attempt_count", "int", ({ number }) => number],
  ["schedule_step", "int", ({ transition }) => transition.scheduleStep],
  ["retry_in_ms", "float8", ({ transition }) => transition.retryInMs],
  ["is_finished", "bool", ({ transition: { state } }) => state !== "pending" && state !== "retrying"],
  ["last_attempt_at_ms", "float8", ({ attempt }) => attempt.startedAtMs],
  ["last_status_code", "int", ({ attempt }) => responseOf(attempt)?.status ?? null],
  ["last_cause", "text", ({ attempt }) => attempt.cause?.cause ?? null],
  ["last_latency_ms", "float8", ({ attempt }) => rounded(attempt.result.phases.totalMs)],
];

/** What the delivery's row and its planned attempt were when it was claimed. */
export const CLAIMED_COLUMNS: readonly Column<RecordedAttempt>[] = [
  ["lease", "bigint", ({ attempt }) => attempt.delivery.lease],
  ["before_status", "text", ({ before }) => before.state],
  ["before_count", "int", ({ before }) => before.attemptCount],
  ["before_step", "int", ({ before }) => before.scheduleStep],
];

function responseOf({ result }: Attempt) {
  return result.outcome === "response" ? result : null;
}

function responseHeadersOf(attempt: Attempt): string | null {
  const response = responseOf(attempt);
  return response === null ? null : toHeaderLines(response.headers);
}

function errorCodeOf(result: Attempt["result"]): string | null {
  return result.outcome === "error" ? (result.nativeCode ?? result.error) : null;
}

/** The text of an array, because an array of arrays must have rows of equal length. It holds no U+0000. */
function evidenceOf({ cause }: Attempt): string {
  if (cause === null || cause.evidence.length === 0) return "{}";
  return arrayLiteral(cause.evidence.map((sentence) => sentence.replaceAll("\0", "")));
}

/** Times in ms. What there was none of is left out: on a connection that was open before, most of it. */
function phasesOf({ queueWaitMs, result: { phases } }: Attempt): string {
  const { certificate, reusedConnection, protocol, tlsVersion } = phases;
  return JSON.stringify({
    queueWaitMs: rounded(queueWaitMs),
    dnsMs: rounded(phases.dnsMs),
    tcpMs: rounded(phases.tcpMs),
    tlsMs: rounded(phases.tlsMs),
    ttfbMs: rounded(phases.ttfbMs),
    downloadMs: rounded(phases.downloadMs),
    reusedConnection,
    protocol: protocol ?? undefined,
    tlsVersion: tlsVersion ?? undefined,
    certificate: certificate ?? undefined,
  });
}

function rounded(ms: number): number;
function rounded(ms: number | null): number | undefined;
function rounded(ms: number | null): number | undefined {
  return ms === null ? undefined : Math.round(ms * 1000) / 1000;
}
