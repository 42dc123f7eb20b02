import { prepared } from "@/lib/platform/db";

// Each statement says twice which planned attempts it means, by a join and by `= ANY`. While the statistics still say that
// the table is empty, a join alone may begin with all of it, and compare each of fifty thousand rows with the batch.

/**
 * Removes the planned attempts that this worker still holds the lease of, and locks their deliveries. What another
 * worker took over, or somebody cancelled, is not in the answer and is not recorded.
 */
export const RELEASE_PLANNED = prepared(
  "release_planned",
  `WITH released AS (
  DELETE FROM planned_attempts p USING unnest($2::text[], $3::text[], $4::bigint[]) AS u(delivery_id, trigger, lease)
  WHERE p.delivery_id = ANY($2::text[])
    AND p.delivery_id = u.delivery_id AND p.trigger = u.trigger AND p.lease = u.lease AND p.worker_id = $1::text
  RETURNING p.delivery_id, p.trigger
)
SELECT r.delivery_id, r.trigger, d.status, d.attempt_count, d.schedule_step
FROM released r JOIN deliveries d ON d.id = r.delivery_id FOR UPDATE OF d`,
);

const ATTEMPT_COLUMNS = [
  ["id", "text"],
  ["workspace_id", "text"],
  ["delivery_id", "text"],
  ["webhook_id", "text"],
  ["event_id", "text"],
  ["number", "int"],
  ["trigger", "text"],
  ["actor", "text"],
  ["bulk_job_id", "text"],
  ["started_at_ms", "float8"],
  ["ok", "bool"],
  ["status_code", "int"],
  ["cause", "text"],
  ["certainty", "text"],
  ["maybe_processed", "text"],
  ["evidence", "text"],
  ["error_code", "text"],
  ["url", "text"],
  ["request_headers", "text"],
  ["response_headers", "text"],
  ["response_body", "bytea"],
  ["response_bytes", "int"],
  ["response_truncated", "bool"],
  ["remote_address", "text"],
  ["phases", "text"],
  ["total_ms", "float8"],
] as const;

export type AttemptColumn = (typeof ATTEMPT_COLUMNS)[number][0];
export const ATTEMPT_COLUMN_NAMES: readonly AttemptColumn[] = ATTEMPT_COLUMNS.map(([name]) => name);

const DELIVERY_COLUMNS = [
  ["id", "text"],
  ["status", "text"],
  ["attempt_count", "int"],
  ["schedule_step", "int"],
  ["retry_in_ms", "float8"],
  ["is_finished", "bool"],
  ["last_attempt_at_ms", "float8"],
  ["last_status_code", "int"],
  ["last_cause", "text"],
  ["last_latency_ms", "float8"],
] as const;

export type DeliveryColumn = (typeof DELIVERY_COLUMNS)[number][0];
export const DELIVERY_COLUMN_NAMES: readonly DeliveryColumn[] = DELIVERY_COLUMNS.map(([name]) => name);

type Column = readonly [name: string, type: string];
const placeholders = (columns: readonly Column[], from: number) =>
  columns.map(([, type], index) => `$${from + index}::${type}[]`).join(", ");
const names = (columns: readonly Column[]) => columns.map(([name]) => name).join(", ");

const attemptValues = ATTEMPT_COLUMNS.map(([name]) => {
  if (name === "started_at_ms") return "to_timestamp(started_at_ms / 1000)";
  return name === "evidence" ? "evidence::text[]" : name;
}).join(", ");

const record = (ended: string, planFrom: string, returning = "") => `WITH made AS (
  INSERT INTO attempts (${names(ATTEMPT_COLUMNS).replace("started_at_ms", "started_at")}, worker_id)
  SELECT ${attemptValues}, $1::text FROM unnest(${placeholders(ATTEMPT_COLUMNS, 2)}) AS a(${names(ATTEMPT_COLUMNS)})
), changed AS (
  UPDATE deliveries d SET status = u.status, attempt_count = u.attempt_count, schedule_step = u.schedule_step,
    next_attempt_at = CASE
      WHEN u.retry_in_ms IS NOT NULL THEN ${ended} + u.retry_in_ms * interval '1 millisecond'
      WHEN u.status IN ('pending', 'retrying') THEN d.next_attempt_at END,
    last_attempt_at = to_timestamp(u.last_attempt_at_ms / 1000), last_status_code = u.last_status_code,
    last_cause = u.last_cause, last_latency_ms = u.last_latency_ms,
    completed_at = CASE WHEN u.is_finished THEN coalesce(d.completed_at, ${ended}) END
  FROM unnest(${placeholders(DELIVERY_COLUMNS, 2 + ATTEMPT_COLUMNS.length)}) AS u(${names(DELIVERY_COLUMNS)})
  WHERE d.id = u.id
  RETURNING d.id, d.status, d.workspace_id, d.webhook_id, d.event_id, u.retry_in_ms${returning}
), planned AS (
  INSERT INTO planned_attempts (delivery_id, trigger, workspace_id, webhook_id, event_id, due_at, planned_for)
  SELECT id, 'schedule', workspace_id, webhook_id, event_id,
    ${planFrom} + retry_in_ms * interval '1 millisecond', ${planFrom} + retry_in_ms * interval '1 millisecond'
  FROM changed WHERE retry_in_ms IS NOT NULL
)
DELETE FROM planned_attempts p USING changed c
WHERE c.status = 'delivered' AND p.delivery_id = ANY($${2 + ATTEMPT_COLUMNS.length}::text[])
  AND p.delivery_id = c.id AND p.trigger = 'schedule' AND (p.lease IS NULL OR p.due_at <= now())`;

/** Writes attempts and what they did to their deliveries. The next attempt is planned by the database's clock. */
export const RECORD_ATTEMPTS = prepared("record_attempts", record("now()", "now()"));

const ENDED = "to_timestamp((u.last_attempt_at_ms + u.last_latency_ms) / 1000)";

/** The same for attempts of the past: what follows from one follows from the moment it ended. */
export const RECORD_HISTORY = record(ENDED, "ended_at", `, ${ENDED} AS ended_at`);

/** The first failure since the last success, kept per webhook; touched only when that changes. */
export const NOTE_FAILING = prepared(
  "note_failing",
  `UPDATE webhooks w SET failing_since = CASE WHEN u.ok THEN NULL ELSE now() END, warned_at = NULL
FROM unnest($1::text[], $2::bool[]) AS u(id, ok)
WHERE w.id = u.id AND (w.failing_since IS NULL) <> u.ok`,
);
