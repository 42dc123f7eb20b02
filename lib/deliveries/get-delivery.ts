import { type Context, requireScope } from "@/lib/access";
import { DAY_MS } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { patternsOf } from "@/lib/events";
import { type Sql, sqlOf } from "@/lib/platform/db";
import { DEFAULT_RETRY_SCHEDULE_MS } from "@/lib/retry";
import { describeState, type Surroundings } from "./describe-state";
import { SCHEDULE_IN_FORCE, TIMEOUT_IN_FORCE } from "./engine/settings-in-force";
import { isFailure } from "./explain";
import { findSimilar } from "./find-similar";
import { type AttemptRow, presentAttempt } from "./present-attempt";
import { readActorNames } from "./read-actors";
import { DELIVERY_COLUMNS, type DeliveryRow, presentDelivery } from "./row";
import type { Attempt, Delivery, DeliveryDetail } from "./schemas";
import { DELIVERY_SOURCE } from "./status";

const ATTEMPTS_MAX = 50;
const CERTIFICATE_WARNING_DAYS = 14;
/** Often enough for a delivery that changes while it is read; one that never rests is shown as it was last seen. */
const READS_MAX = 3;

/** @returns the delivery as lists show it. @throws AppError `not_found`, also for another workspace's. */
export async function readDelivery(sql: Sql, workspaceId: string, id: string): Promise<Delivery> {
  const [row] = await sql<DeliveryRow>(
    `SELECT ${DELIVERY_COLUMNS} FROM ${DELIVERY_SOURCE} WHERE d.id = $1 AND d.workspace_id = $2`,
    [id, workspaceId],
  );
  if (row === undefined) throw notFound("delivery");
  return presentDelivery(row);
}

/**
 * @returns a delivery with all that is known of it: what was sent and answered, how long each step took, why it failed or
 * waits, what comes next, and what other deliveries say about the cause. All of it is of one moment: "sending" never stands
 * beside the answer.
 * @throws AppError `not_found`
 */
export async function getDelivery(ctx: Context, id: string): Promise<DeliveryDetail> {
  requireScope(ctx.actor, "deliveries:read");
  for (let reads = 1; ; reads += 1) {
    const { detail, isOfOneMoment } = await readDetail(ctx, id);
    if (isOfOneMoment || reads === READS_MAX) return detail;
  }
}

/** What is known is read by several statements at once, so the delivery is looked at before and after. */
async function readDetail(ctx: Context, id: string): Promise<{ detail: DeliveryDetail; isOfOneMoment: boolean }> {
  const sql = sqlOf(ctx.db);
  const workspaceId = ctx.workspace.id;
  const delivery = await readDelivery(sql, workspaceId, id);
  const [[context], attempts, planned, [started]] = await Promise.all([
    sql<ContextRow>(CONTEXT, [id, workspaceId]),
    sql<AttemptRow>(ATTEMPTS, [id, workspaceId]),
    sql<PlannedRow>(PLANNED, [id, workspaceId]),
    delivery.trigger === "event" ? [] : sql<StartedRow>(STARTED, [workspaceId, id]),
  ]);
  if (context === undefined) throw notFound("delivery");
  const { body, acceptedAt, occurredAt, webhookStatus, scheduleStep, retryScheduleMs, timeoutMs, events } = context;
  const labels = [...attempts, ...planned].map(({ actor }) => actor);
  const { lastCause } = delivery;
  const [after, names, state, similar] = await Promise.all([
    readDelivery(sql, workspaceId, id),
    readActorNames(sql, workspaceId, labels),
    describeState(sql, workspaceId, delivery, { ...context, hasPayload: body !== null }),
    lastCause !== null && isFailure(lastCause)
      ? findSimilar(sql, workspaceId, { ...delivery, lastCause }, Date.now())
      : { alsoSeen: null, hints: [] },
  ]);
  const nameOf = (actor: string | null) => (actor === null ? null : (names.get(actor) ?? null));
  const presented = attempts.map((attempt) => presentAttempt(attempt, body, nameOf(attempt.actor)));
  const detail = {
    ...delivery,
    body,
    webhookStatus,
    event:
      acceptedAt === null || occurredAt === null
        ? null
        : {
            acceptedAt: acceptedAt.toISOString(),
            occurredAt: occurredAt.toISOString(),
            idempotencyKey: context.idempotencyKey,
            requestId: context.requestId,
          },
    matched: patternsOf(delivery.eventType).find((pattern) => events.includes(pattern)) ?? null,
    timeoutMs,
    schedule: {
      made: scheduleStep,
      delaysMs: retryScheduleMs.length > 0 ? retryScheduleMs : [...DEFAULT_RETRY_SCHEDULE_MS],
    },
    planned: planned.map(({ plannedFor, ...plan }) => ({
      ...plan,
      plannedFor: plannedFor.toISOString(),
      actorName: nameOf(plan.actor),
    })),
    startedBy: started === undefined ? null : { ...started, at: started.at.toISOString() },
    state,
    alsoSeen: similar.alsoSeen,
    hints: [...similar.hints, ...certificateHint(presented.at(-1), Date.now())],
    retentionDays: context.retentionDays,
    attempts: presented,
  };
  return { detail, isOfOneMoment: JSON.stringify(after) === JSON.stringify(delivery) };
}

/** Said before it breaks; afterwards the attempts say it themselves. */
function certificateHint(last: Attempt | undefined, nowMs: number): DeliveryDetail["hints"] {
  const at = last?.phases.certificate?.validTo;
  const leftMs = at === undefined ? Number.NaN : Date.parse(at) - nowMs;
  if (at === undefined || !(leftMs > 0 && leftMs < CERTIFICATE_WARNING_DAYS * DAY_MS)) return [];
  const days = Math.floor(leftMs / DAY_MS);
  const when = days === 0 ? "within a day" : days === 1 ? "in 1 day" : `in ${days} days`;
  return [{ kind: "certificate", text: `The certificate of the receiver expires ${when}.`, at }];
}

type ContextRow = Omit<Surroundings, "hasPayload"> & {
  body: string | null;
  acceptedAt: Date | null;
  occurredAt: Date | null;
  idempotencyKey: string | null;
  requestId: string | null;
  scheduleStep: number;
  retryScheduleMs: number[];
  timeoutMs: number;
  events: string[];
};

const CONTEXT = `
  SELECT e.body, e.created_at AS "acceptedAt", e.occurred_at AS "occurredAt", e.idempotency_key AS "idempotencyKey",
    e.request_id AS "requestId", CASE WHEN w.deleted_at IS NULL THEN w.status ELSE 'deleted' END AS "webhookStatus",
    w.status_reason AS "statusReason", w.status_changed_at AS "statusChangedAt", ${TIMEOUT_IN_FORCE} AS "timeoutMs", w.events,
    ${SCHEDULE_IN_FORCE} AS "retryScheduleMs", d.schedule_step AS "scheduleStep", s.retention_days AS "retentionDays",
    (SELECT jsonb_build_object('reason', q.reason, 'actor', q.actor_id, 'actorName', q.actor_name, 'since',
       to_char(q.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
     FROM delivery_pauses q WHERE q.workspace_id = d.workspace_id) AS "queuePause"
  FROM deliveries d JOIN webhooks w ON w.id = d.webhook_id JOIN workspaces s ON s.id = d.workspace_id
  LEFT JOIN events e ON e.id = d.event_id AND e.workspace_id = d.workspace_id
  WHERE d.id = $1 AND d.workspace_id = $2`;

type PlannedRow = Omit<DeliveryDetail["planned"][number], "plannedFor" | "actorName"> & { plannedFor: Date };

const PLANNED = `
  SELECT trigger, planned_for AS "plannedFor", lease IS NOT NULL AND due_at > now() AS "isSending", actor,
    bulk_job_id AS "bulkJobId"
  FROM planned_attempts WHERE delivery_id = $1 AND workspace_id = $2 ORDER BY planned_for`;

type StartedRow = { at: Date; actor: string | null; actorName: string | null };

// The act and its deliveries were written in one transaction, moments apart.
const STARTED = `
  SELECT a.created_at AS at, a.actor_id AS actor, a.actor_name AS "actorName"
  FROM deliveries d JOIN audit_entries a ON a.workspace_id = d.workspace_id
    AND (d.trigger = 'replay' AND a.action = 'event.replayed' AND a.target_id = d.event_id
      OR d.trigger = 'test' AND a.action = 'webhook.tested' AND a.target_id = d.webhook_id)
  WHERE d.workspace_id = $1 AND d.id = $2
    AND a.created_at BETWEEN d.created_at - interval '5 seconds' AND d.created_at + interval '5 seconds'
  ORDER BY abs(extract(epoch FROM a.created_at - d.created_at)) LIMIT 1`;

const ATTEMPTS = `
  SELECT * FROM (
    SELECT id, number, trigger, actor, bulk_job_id AS "bulkJobId", worker_id AS "workerId", started_at AS "startedAt", ok,
      status_code AS "statusCode", error_code AS "errorCode", total_ms AS "totalMs", remote_address AS "remoteAddress", url,
      request_headers AS "requestHeaders", response_headers AS "responseHeaders", response_body AS "responseBody",
      response_bytes AS "responseBytes", response_truncated AS "responseTruncated", phases, cause, certainty,
      maybe_processed AS "maybeProcessed", evidence
    FROM attempts WHERE delivery_id = $1 AND workspace_id = $2 ORDER BY number DESC LIMIT ${ATTEMPTS_MAX}
  ) newest ORDER BY number`;
