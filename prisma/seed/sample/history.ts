import type { Context } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import {
  endDeliveries,
  type PastDelivery,
  type PastRetry,
  playHistory,
  type RecordedAttempt,
} from "@/lib/deliveries/engine";
import { acceptRequests, type IncomingEvent, replayEvent, sendTestEvent } from "@/lib/events";
import { sqlOf } from "@/lib/platform/db";
import { maskHeaders, pauseWebhook, rotateWebhookSecret, updateWebhook } from "@/lib/webhooks";
import { type Arranged, backdate } from "./arrange";
import { CERTIFICATE_EXPIRED, OUTAGE, PAUSED, SIGNATURES_FAIL_SINCE } from "./endpoints";
import type { Colleagues } from "./people";
import { latencyMs } from "./random";
import { answered } from "./answers";

export type Scene = {
  ctx: Context;
  people: Colleagues;
  endpoints: Arranged[];
  nowMs: number;
  random: () => number;
};

const EVENTS_PER_STATEMENT = 1_000;
/** What came in just before is left to the worker: it is delivered for real at the first look. */
const LEFT_TO_WORKER_MS = 15 * SECOND_MS;
const WARNED_AFTER = 3 * DAY_MS;
const BULK_RETRIED_AGO = OUTAGE.to - 50 * MINUTE_MS;

/** Accepts the events in order, with what people did to endpoints meanwhile, since that decides who is called. */
export async function acceptTraffic(scene: Scene, events: readonly IncomingEvent[]): Promise<void> {
  const { ctx, people, nowMs } = scene;
  const old = named(scene, "Portal relay (old route)");
  const disabledAtMs = nowMs - 9 * DAY_MS;
  const isBefore = ({ acceptedAtMs = nowMs }: IncomingEvent) => acceptedAtMs < disabledAtMs;
  await accept(ctx, events.filter(isBefore));
  await updateWebhook({ ...people["Ada Lovelace"], atMs: disabledAtMs }, old.id, { active: false });
  await backdate(ctx, "webhooks.status", old.id, disabledAtMs);
  await accept(
    ctx,
    events.filter((event) => !isBefore(event)),
  );

  const paused = named(scene, "Preview deployments");
  const pausedAtMs = nowMs - PAUSED;
  await pauseWebhook({ ...people["Grace Hopper"], atMs: pausedAtMs }, paused.id);
  await backdate(ctx, "webhooks.status", paused.id, pausedAtMs);
  const gateway = named(scene, "Access gateway");
  const rotated = { ...people["Grace Hopper"], atMs: nowMs - SIGNATURES_FAIL_SINCE - 4 * MINUTE_MS };
  await rotateWebhookSecret(rotated, gateway.id, { gracePeriodSeconds: 0 });
  await tellOfWarning(scene);
}

async function accept(ctx: Context, events: readonly IncomingEvent[], operational = false): Promise<void> {
  const sql = sqlOf(ctx.db);
  const store = { sql, transaction: <T>(work: (given: typeof sql) => Promise<T>) => work(sql) };
  for (let from = 0; from < events.length; from += EVENTS_PER_STATEMENT) {
    const some = events.slice(from, from + EVENTS_PER_STATEMENT);
    const request = { workspaceId: ctx.workspace.id, requestId: newId("request"), events: some, operational };
    const [outcome] = await acceptRequests(store, [request], Date.now());
    if (outcome?.outcome === "refused") throw outcome.error;
  }
}

/** What `warnOfFailing` says, said when it would have been. */
async function tellOfWarning(scene: Scene): Promise<void> {
  const { id, name, url, projectId } = named(scene, "Legacy ERP");
  const failingSinceMs = scene.nowMs - CERTIFICATE_EXPIRED;
  const acceptedAtMs = failingSinceMs + WARNED_AFTER;
  const times = {
    failingSince: new Date(failingSinceMs).toISOString(),
    disabledAt: new Date(failingSinceMs + 5 * DAY_MS).toISOString(),
  };
  const dataText = JSON.stringify({ id, name, url, ...times });
  await accept(scene.ctx, [{ type: "webhook.failing", projectId, acceptedAtMs, dataText }], true);
}

/** Tests and replays, as people make them beside the traffic. */
export async function actByHand(scene: Scene): Promise<void> {
  const { ctx, people, nowMs, endpoints } = scene;
  const grace = people["Grace Hopper"];
  for (const { id, projectId, events, name } of endpoints) {
    const atMs = name === "Access gateway" ? nowMs - SIGNATURES_FAIL_SINCE + 20 * MINUTE_MS : nowMs - 29.9 * DAY_MS;
    const type = (events[0] ?? "")
      .replace(/^session\.\*$/, "session.started")
      .replace(/^project\.\*$/, "project.created");
    if (type.endsWith(".*")) continue;
    const dataText = '{"message":"This is a test."}';
    await sendTestEvent({ ...grace, atMs }, { webhook: { id, projectId, paused: false }, type, dataText });
    await recordAudit(
      { ...grace, atMs },
      { action: "webhook.tested", targetKind: "webhook", targetId: id, diff: { eventType: [null, type] } },
    );
  }
  const replayed = await sqlOf(ctx.db)<{ id: string; at: Date; webhook_id: string }>(
    `SELECT e.id, e.created_at AS at, d.webhook_id FROM events e JOIN deliveries d ON d.event_id = e.id
     WHERE d.webhook_id = $1 ORDER BY e.id OFFSET 40 LIMIT 6`,
    [named(scene, "Session archive").id],
  );
  for (const { id, at, webhook_id: webhookId } of replayed)
    await replayEvent({ ...grace, atMs: at.getTime() + 26 * HOUR_MS }, id, { webhookId });
}

/** Lets the past happen to every delivery that is there, and cancels a few that were still being retried. */
export async function deliverPast(scene: Scene): Promise<void> {
  const { ctx, endpoints, nowMs, random, people } = scene;
  const sql = sqlOf(ctx.db);
  const byId = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const deliveries = await sql<PastDelivery>(OPEN, [ctx.workspace.id]);
  const job = { id: newId("bulkJob", nowMs - BULK_RETRIED_AGO), actor: actorId(people["Ada Lovelace"]) };
  const recorded = await playHistory(
    sql,
    { encryption: ctx.services.encryption, maskHeaders, workerId: newId("worker", nowMs - 31 * DAY_MS) },
    {
      deliveries,
      untilMs: nowMs - LEFT_TO_WORKER_MS,
      random,
      answerOf({ delivery, number, atMs }) {
        const endpoint = byId.get(delivery.webhookId);
        const ago = nowMs - atMs;
        const address = endpoint !== undefined && "address" in endpoint.behind ? endpoint.behind.address : "127.0.0.1";
        const host = { url: endpoint?.url ?? "http:", address, random };
        if (endpoint === undefined) return answered(host, { tookMs: latencyMs(random, 4) });
        const { now } = endpoint;
        const isHeld = typeof now === "object" && now.status === "paused" && ago < now.ago;
        return isHeld ? null : endpoint.answer(host, { ago, number, atMs });
      },
      retriesOf(delivery, state, endedAtMs) {
        const endpoint = byId.get(delivery.webhookId);
        const bulkAtMs = nowMs - BULK_RETRIED_AGO + 1 + Math.round(random() * 9 * SECOND_MS);
        if (endpoint?.name === "Billing ledger" && state === "failed" && endedAtMs < nowMs - BULK_RETRIED_AGO)
          return [{ atMs: bulkAtMs, actor: job.actor, bulkJobId: job.id }];
        return retryByHand(scene, state, endedAtMs);
      },
    },
  );
  await tellOfBulkJob(scene, job, recorded);
  await cancelSome(scene, recorded);
  await sql("UPDATE webhooks SET warned_at = $2::timestamptz WHERE id = $1", [
    named(scene, "Legacy ERP").id,
    new Date(nowMs - CERTIFICATE_EXPIRED + WARNED_AFTER).toISOString(),
  ]);
}

const OPEN = `
SELECT d.id AS "deliveryId", d.webhook_id AS "webhookId", d.event_id AS "eventId", d.event_type AS "eventType", e.body,
  (extract(epoch FROM d.created_at) * 1000)::float8 AS "createdAtMs"
FROM deliveries d JOIN events e ON e.id = d.event_id
WHERE d.workspace_id = $1 AND d.status = 'pending' AND d.attempt_count = 0 ORDER BY d.id`;

/** Now and then somebody sends a delivery again: what failed, or what the other side has lost. */
function retryByHand(scene: Scene, state: string, endedAtMs: number): PastRetry[] {
  const { nowMs, people, random } = scene;
  const share = state === "failed" ? 0.12 : state === "delivered" ? 0.004 : 0;
  const atMs = endedAtMs + 10 * MINUTE_MS + Math.round(random() * 3 * HOUR_MS);
  if (random() >= share || atMs > nowMs - LEFT_TO_WORKER_MS) return [];
  return [{ atMs, actor: actorId(people["Grace Hopper"]), bulkJobId: null }];
}

/** The job row that the retries after the outage belong to, finished long ago. */
async function tellOfBulkJob(
  scene: Scene,
  job: { id: string; actor: string },
  recorded: readonly RecordedAttempt[],
): Promise<void> {
  const { ctx, people, nowMs } = scene;
  const retried = recorded.filter(({ attempt }) => attempt.delivery.bulkJobId === job.id).length;
  const createdAt = new Date(nowMs - BULK_RETRIED_AGO);
  const webhookId = named(scene, "Billing ledger").id;
  const filter = { status: ["failed"], webhookId: [webhookId] };
  await ctx.db.bulkJob.create({
    data: {
      ...job,
      workspaceId: ctx.workspace.id,
      kind: "retry",
      filter,
      status: "done",
      total: retried,
      processed: retried,
      retried,
      createdAt,
      startedAt: new Date(createdAt.getTime() + 200),
      finishedAt: new Date(createdAt.getTime() + 900),
    },
  });
  await recordAudit(
    { ...people["Ada Lovelace"], atMs: createdAt.getTime() },
    {
      action: "deliveries.bulk_retried",
      targetKind: "bulk_job",
      targetId: job.id,
      diff: { filter: [null, JSON.stringify(filter)], total: [null, retried] },
    },
  );
}

const CANCELLED = 4;

async function cancelSome({ ctx, people, nowMs }: Scene, recorded: readonly RecordedAttempt[]): Promise<void> {
  const sql = sqlOf(ctx.db);
  const last = new Map(recorded.map((each) => [each.attempt.delivery.deliveryId, each]));
  const waiting = [...last.values()].filter(({ transition }) => transition.state === "retrying").slice(0, CANCELLED);
  for (const { attempt } of waiting) {
    const { deliveryId } = attempt.delivery;
    const atMs = Math.min(attempt.startedAtMs + 25 * MINUTE_MS, nowMs);
    await sql("DELETE FROM planned_attempts WHERE delivery_id = $1", [deliveryId]);
    await endDeliveries(sql, [deliveryId], { state: "cancelled", cause: "cancelled", atMs });
    const grace = { ...people["Grace Hopper"], atMs };
    await recordAudit(grace, { action: "delivery.cancelled", targetKind: "delivery", targetId: deliveryId });
  }
}

function actorId({ actor }: Context): string {
  return actor.kind === "system" ? actor.name : actor.id;
}

function named({ endpoints }: Pick<Scene, "endpoints">, name: string): Arranged {
  const endpoint = endpoints.find((one) => one.name === name);
  if (endpoint === undefined) throw new Error(`The sample has no endpoint ${name}.`);
  return endpoint;
}
