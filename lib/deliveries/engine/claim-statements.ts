import { prepared } from "@/lib/platform/db";
import { IS_HELD } from "./is-held";
import { CRASHES_SUSPECT, LEASE_MS } from "./settings";
import { SETTINGS_IN_FORCE } from "./settings-in-force";

const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;

const LANE_COLUMNS = `${ms("clock_timestamp()")} AS now_ms,
  w.id AS webhook_id, l.tokens, ${ms("l.refilled_at")} AS refilled_at_ms, l.breaker, l.consecutive_failures, l.openings,
  ${ms("l.probe_at")} AS probe_at_ms, l.ramp_rate, ${ms("l.ramp_step_at")} AS ramp_step_at_ms,
  w.workspace_id, w.project_id, w.url, ${SETTINGS_IN_FORCE}, w.headers_encrypted, w.secret_encrypted,
  w.previous_secret_encrypted, ${ms("w.previous_secret_expires_at")} AS previous_secret_expires_at_ms,
  CASE WHEN w.deleted_at IS NOT NULL THEN 'deleted' WHEN ${IS_HELD} THEN 'paused' ELSE w.status END AS status`;

/**
 * Locks the lanes that no other worker is claiming for, and reads their webhooks. The claim waits for the disk like
 * every other write: one that a crash of the server took back would be made a second time, of what this worker still sends.
 */
export const LOCK_LANES = prepared(
  "lock_lanes",
  `SELECT ${LANE_COLUMNS}
FROM lanes l JOIN webhooks w ON w.id = l.webhook_id JOIN workspaces s ON s.id = w.workspace_id
WHERE l.webhook_id = ANY($1::text[])
FOR UPDATE OF l SKIP LOCKED`,
);

/** Reads the webhook of a suspect, which pays no tokens. */
export const READ_LANE = `
SELECT ${LANE_COLUMNS} FROM webhooks w JOIN workspaces s ON s.id = w.workspace_id LEFT JOIN lanes l ON l.webhook_id = w.id
WHERE w.id = $1`;

/** A lane begins with a full bucket; what is above its capacity is cut off by the first refill. */
export const CREATE_LANES = `
INSERT INTO lanes (webhook_id, workspace_id, tokens)
SELECT id, workspace_id, 1e9 FROM webhooks WHERE id = ANY($1::text[])
ON CONFLICT DO NOTHING RETURNING webhook_id`;

const CLAIMED_ROWS = `
SELECT c.delivery_id, c.trigger, c.webhook_id, c.event_id, c.actor, c.bulk_job_id, ${ms("c.planned_for")} AS planned_for_ms,
  d.status, d.attempt_count, d.schedule_step, ${ms("d.created_at")} AS created_at_ms, e.type AS event_type, e.body
FROM claimed c LEFT JOIN deliveries d ON d.id = c.delivery_id LEFT JOIN events e ON e.id = c.event_id`;

// A lease that is still there when it is claimed again was left by a worker that died, or by this one while it was cut off.
const TAKE = `
UPDATE planned_attempts p SET due_at = now() + interval '${LEASE_MS} milliseconds', lease = $1::bigint, worker_id = $2::text,
  crashes = p.crashes + (p.lease IS NOT NULL AND p.worker_id <> $2::text)::int
FROM picked WHERE p.ctid = picked.ctid
RETURNING p.delivery_id, p.trigger, p.webhook_id, p.event_id, p.actor, p.bulk_job_id, p.planned_for`;

/** Claims up to `slots` due deliveries of each lane, the longest due first, and reads what it takes to send them. */
export const CLAIM_DELIVERIES = prepared(
  "claim_deliveries",
  `WITH picked AS (
  SELECT due.ctid FROM unnest($3::text[], $4::int[]) AS plan(webhook_id, slots) CROSS JOIN LATERAL (
    SELECT p.ctid FROM planned_attempts p
    WHERE p.webhook_id = plan.webhook_id AND p.due_at <= now() AND p.crashes < ${CRASHES_SUSPECT}
    ORDER BY p.due_at LIMIT plan.slots FOR UPDATE SKIP LOCKED
  ) AS due
), claimed AS (${TAKE})${CLAIMED_ROWS}`,
);

/**
 * Claims one delivery that workers died with, of any webhook that may be sent to. Whether it may is asked of each suspect
 * by itself: as a join, all that is due for an endpoint that is down might be read to find that none is a suspect.
 */
export const CLAIM_SUSPECT = `
WITH picked AS (
  SELECT p.ctid FROM planned_attempts p
  WHERE p.due_at <= now() AND p.crashes >= ${CRASHES_SUSPECT} AND (
    SELECT w.status = 'active' AND w.deleted_at IS NULL AND NOT ${IS_HELD} AND coalesce(l.breaker, 'closed') = 'closed'
    FROM webhooks w LEFT JOIN lanes l ON l.webhook_id = w.id WHERE w.id = p.webhook_id)
  ORDER BY p.due_at LIMIT 1 FOR UPDATE OF p SKIP LOCKED
), claimed AS (${TAKE})${CLAIMED_ROWS}`;

export const UPDATE_LANES = prepared(
  "update_lanes",
  `UPDATE lanes l SET tokens = u.tokens, refilled_at = to_timestamp(u.refilled_at_ms / 1000), breaker = u.breaker,
  consecutive_failures = u.consecutive_failures, openings = u.openings, probe_at = to_timestamp(u.probe_at_ms / 1000),
  ramp_rate = u.ramp_rate, ramp_step_at = to_timestamp(u.ramp_step_at_ms / 1000)
FROM unnest($1::text[], $2::float8[], $3::float8[], $4::text[], $5::int[], $6::int[], $7::float8[], $8::float8[], $9::float8[])
  AS u(webhook_id, tokens, refilled_at_ms, breaker, consecutive_failures, openings, probe_at_ms, ramp_rate, ramp_step_at_ms)
WHERE l.webhook_id = u.webhook_id`,
);

const FREE = "UPDATE planned_attempts p SET due_at = p.planned_for, lease = NULL, worker_id = NULL";

/** Gives claimed deliveries back as they were, unsent. */
export const HAND_BACK = `
${FREE}
FROM unnest($2::text[], $3::text[], $4::bigint[]) AS u(delivery_id, trigger, lease)
WHERE p.delivery_id = ANY($2::text[]) AND p.delivery_id = u.delivery_id AND p.trigger = u.trigger AND p.lease = u.lease
  AND p.worker_id = $1::text`;

/** Gives back what one claim took, of any of its webhooks, as it was. Whatever is leased comes due within a lease. */
export const HAND_BACK_CLAIM = `
${FREE}
WHERE p.webhook_id = ANY($2::text[]) AND p.due_at BETWEEN now() AND now() + interval '${LEASE_MS} milliseconds'
  AND p.lease = $3::bigint AND p.worker_id = $1::text`;
