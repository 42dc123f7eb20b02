import { prepared } from "@/lib/platform/db";
import { ATTEMPT_COLUMNS, CLAIMED_COLUMNS, DELIVERY_COLUMNS } from "./attempt-columns";
import { arrayTypeOf, type Column } from "./columns";

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

const placeholders = (columns: readonly Column<never>[], from: number) =>
  columns.map((column, index) => `$${from + index}::${arrayTypeOf(column)}`).join(", ");
const names = (columns: readonly Column<never>[]) => columns.map(([name]) => name).join(", ");

const attemptValues = ATTEMPT_COLUMNS.map(([name]) => {
  if (name === "started_at_ms") return "to_timestamp(started_at_ms / 1000)";
  return name === "evidence" ? "evidence::text[]" : name;
}).join(", ");

// The order of parameters: $1 the worker, the attempts' columns, their deliveries', those of the claim.
const FIRST_ATTEMPT = 2;
const FIRST_DELIVERY = FIRST_ATTEMPT + ATTEMPT_COLUMNS.length;
const FIRST_CLAIMED = FIRST_DELIVERY + DELIVERY_COLUMNS.length;
const parameterOf = (name: string) =>
  `$${FIRST_ATTEMPT + ATTEMPT_COLUMNS.findIndex(([each]) => each === name)}::text[]`;

type Recording = {
  /** SQL of when an attempt ended, and of when the wait for the next begins. */
  ended: string;
  planFrom: string;
  returning?: string;
  /** Columns of the update's input beside those of the delivery, and what must be true of both. */
  input?: readonly Column<never>[];
  only?: string;
  /** When the next attempts may be planned. */
  planIf?: string;
};

const record = ({ ended, planFrom, returning = "", input = [], only = "", planIf = "" }: Recording) => `made AS (
  INSERT INTO attempts (${names(ATTEMPT_COLUMNS).replace("started_at_ms", "started_at")}, worker_id)
  SELECT ${attemptValues}, $1::text FROM unnest(${placeholders(ATTEMPT_COLUMNS, FIRST_ATTEMPT)}) AS a(${names(ATTEMPT_COLUMNS)})
), changed AS (
  UPDATE deliveries d SET status = u.status, attempt_count = u.attempt_count, schedule_step = u.schedule_step,
    next_attempt_at = CASE
      WHEN u.retry_in_ms IS NOT NULL THEN ${ended} + u.retry_in_ms * interval '1 millisecond'
      WHEN u.status IN ('pending', 'retrying') THEN d.next_attempt_at END,
    last_attempt_at = to_timestamp(u.last_attempt_at_ms / 1000), last_status_code = u.last_status_code,
    last_cause = u.last_cause, last_latency_ms = u.last_latency_ms,
    completed_at = CASE WHEN u.is_finished THEN coalesce(d.completed_at, ${ended}) END
  FROM unnest(${placeholders([...DELIVERY_COLUMNS, ...input], FIRST_DELIVERY)}) AS u(${names([...DELIVERY_COLUMNS, ...input])})
  WHERE d.id = u.id ${only}
  RETURNING d.id, d.status, d.workspace_id, d.webhook_id, d.event_id, u.retry_in_ms${returning}
), planned AS (
  INSERT INTO planned_attempts (delivery_id, trigger, workspace_id, webhook_id, event_id, due_at, planned_for)
  SELECT id, 'schedule', workspace_id, webhook_id, event_id,
    ${planFrom} + retry_in_ms * interval '1 millisecond', ${planFrom} + retry_in_ms * interval '1 millisecond'
  FROM changed WHERE retry_in_ms IS NOT NULL ${planIf}
)`;

const NOW = { ended: "now()", planFrom: "now()" };

/**
 * Records attempts of deliveries that are as they were claimed, in one statement; fails with {@link NOT_AS_CLAIMED} when
 * one is not. The removal is counted before the next attempt is planned, since that may have the same key.
 */
export const RECORD_CLAIMED = prepared(
  "record_claimed",
  `WITH released AS (
  DELETE FROM planned_attempts p
  USING unnest(${parameterOf("delivery_id")}, ${parameterOf("trigger")}, $${FIRST_CLAIMED}::bigint[]) AS u(delivery_id, trigger, lease)
  WHERE p.delivery_id = ANY(${parameterOf("delivery_id")})
    AND p.delivery_id = u.delivery_id AND p.trigger = u.trigger AND p.lease = u.lease AND p.worker_id = $1::text
  RETURNING p.delivery_id
), ${record({
    ...NOW,
    input: CLAIMED_COLUMNS,
    only: "AND d.status = u.before_status AND d.attempt_count = u.before_count AND d.schedule_step = u.before_step",
    planIf: `AND (SELECT count(*) FROM released) = cardinality(${parameterOf("id")})`,
  })}
SELECT require_claimed((SELECT count(*) FROM released), (SELECT count(*) FROM changed), cardinality(${parameterOf("id")}))`,
);

/** SQLSTATE of RECORD_CLAIMED when a lease was lost, or a delivery changed while its request was in flight. */
export const NOT_AS_CLAIMED = "PH001";

/** Writes attempts and what they did to their deliveries. The next attempt is planned by the database's clock. */
export const RECORD_ATTEMPTS = prepared("record_attempts", `WITH ${record(NOW)} SELECT`);

const ENDED = "to_timestamp((u.last_attempt_at_ms + u.last_latency_ms) / 1000)";

/** The same for attempts of the past: what follows from one follows from the moment it ended. */
export const RECORD_HISTORY = `WITH ${record({ ended: ENDED, planFrom: "ended_at", returning: `, ${ENDED} AS ended_at` })} SELECT`;

/**
 * A delivery that was delivered by hand needs no attempt of its schedule any more; one that is in flight comes to its
 * end all the same.
 */
export const CANCEL_SCHEDULED = prepared(
  "cancel_scheduled",
  `DELETE FROM planned_attempts
WHERE delivery_id = ANY($1::text[]) AND trigger = 'schedule' AND (lease IS NULL OR due_at <= now())`,
);

/** The first failure since the last success, kept per webhook; touched only when that changes. */
export const NOTE_FAILING = prepared(
  "note_failing",
  `UPDATE webhooks w SET failing_since = CASE WHEN u.ok THEN NULL ELSE now() END, warned_at = NULL
FROM unnest($1::text[], $2::bool[]) AS u(id, ok)
WHERE w.id = u.id AND (w.failing_since IS NULL) <> u.ok`,
);
