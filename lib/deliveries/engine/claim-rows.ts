import type { DeliveryState } from "@/lib/stats";
import type { AttemptTrigger, ClaimedDelivery, ClaimedWebhook } from "./claimed-delivery";
import type { LaneState } from "./lane/lane-state";

/** A row of LOCK_LANES. */
export type LaneRow = {
  now_ms: number;
  webhook_id: string;
  tokens: number;
  refilled_at_ms: number;
  breaker: LaneState["breaker"];
  consecutive_failures: number;
  openings: number;
  probe_at_ms: number | null;
  ramp_rate: number | null;
  ramp_step_at_ms: number | null;
  workspace_id: string;
  project_id: string | null;
  url: string;
  timeout_ms: number;
  rate_limit: number | null;
  retry_schedule_ms: number[];
  headers_encrypted: string | null;
  secret_encrypted: string;
  previous_secret_encrypted: string | null;
  previous_secret_expires_at_ms: number | null;
  status: "active" | "paused" | "disabled" | "deleted";
};

/** A row of CLAIM_DELIVERIES. What is null is gone with its partition. */
export type ClaimedRow = {
  delivery_id: string;
  trigger: AttemptTrigger;
  webhook_id: string;
  event_id: string;
  actor: string | null;
  bulk_job_id: string | null;
  planned_for_ms: number;
  status: DeliveryState | null;
  attempt_count: number | null;
  schedule_step: number | null;
  created_at_ms: number | null;
  event_type: string | null;
  body: string | null;
};

export function laneStateOf(row: LaneRow): LaneState {
  return {
    tokens: row.tokens,
    refilledAtMs: row.refilled_at_ms,
    breaker: row.breaker,
    consecutiveFailures: row.consecutive_failures,
    openings: row.openings,
    probeAtMs: row.probe_at_ms,
    rampRate: row.ramp_rate,
    rampStepAtMs: row.ramp_step_at_ms,
  };
}

export function webhookOf(row: LaneRow): ClaimedWebhook {
  return {
    id: row.webhook_id,
    workspaceId: row.workspace_id,
    projectId: row.project_id,
    url: row.url,
    timeoutMs: row.timeout_ms,
    retryScheduleMs: row.retry_schedule_ms,
    headersEncrypted: row.headers_encrypted,
    secretEncrypted: row.secret_encrypted,
    previousSecretEncrypted: row.previous_secret_encrypted,
    previousSecretExpiresAtMs: row.previous_secret_expires_at_ms,
  };
}

/** As long as one body of it is held all of it is, so it must not be much beside what a worker may hold. */
const SLAB_BYTES = 64 * 1_024;

/** @returns the bytes of each row's body, many next to each other: a buffer for each keeps the garbage collector busy. */
export function bytesOf(rows: readonly Pick<ClaimedRow, "body">[]): (Buffer | null)[] {
  const lengths = rows.map(({ body }) => (body === null ? 0 : Buffer.byteLength(body)));
  let left = lengths.reduce((sum, length) => sum + length, 0);
  let slab = Buffer.alloc(0);
  return rows.map(({ body }, index) => {
    if (body === null) return null;
    const length = lengths[index] ?? 0;
    if (length > slab.length) slab = Buffer.allocUnsafeSlow(Math.max(length, Math.min(left, SLAB_BYTES)));
    const bytes = slab.subarray(0, length);
    bytes.write(body);
    slab = slab.subarray(length);
    left -= length;
    return bytes;
  });
}

/** @returns the delivery ready to be sent, or null when its rows are gone or somebody ended it. */
export function claimedDeliveryOf(
  row: ClaimedRow,
  body: Buffer | null,
  claim: Pick<ClaimedDelivery, "lease" | "claimedAtMs" | "webhook" | "isProbe">,
): ClaimedDelivery | null {
  const { status, attempt_count, schedule_step, created_at_ms, event_type } = row;
  if (
    status === null ||
    attempt_count === null ||
    schedule_step === null ||
    created_at_ms === null ||
    event_type === null ||
    body === null
  )
    return null;
  const isOpen = status === "pending" || status === "retrying";
  if (row.trigger === "schedule" && !isOpen) return null;
  return {
    ...claim,
    deliveryId: row.delivery_id,
    trigger: row.trigger,
    eventId: row.event_id,
    eventType: event_type,
    body,
    state: status,
    attemptCount: attempt_count,
    scheduleStep: schedule_step,
    createdAtMs: created_at_ms,
    plannedForMs: row.planned_for_ms,
    actor: row.actor,
    bulkJobId: row.bulk_job_id,
  };
}
