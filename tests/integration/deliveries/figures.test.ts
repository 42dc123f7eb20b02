import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { z } from "zod";
import type { Context } from "@/lib/access";
import { createApiKey } from "@/lib/api-keys";
import { newId } from "@/lib/core/ids";
import { listDeliveries, retryDelivery } from "@/lib/deliveries";
import { ListDeliveriesQuery } from "@/lib/deliveries/schemas";
import { triggerEvent } from "@/lib/events";
import { createInbox } from "@/lib/inbox";
import { getOnboarding, listEventTypeFigures } from "@/lib/stats";
import {
  EventTypeFiguresList,
  EventTypeFiguresQuery,
  Onboarding,
  WebhookFiguresList,
  WebhookFiguresQuery,
} from "@/lib/stats/schemas";
import { listWebhookFigures } from "@/lib/webhooks";
import { insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";
import { claim, recordOutcome } from "./arrange";

let world: World;
let ctx: Context;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  ctx = await world.newWorkspace();
});
afterAll(() => world.close());

const figures = async (query: z.input<typeof WebhookFiguresQuery> = {}, as = ctx) =>
  WebhookFiguresList.parse(await listWebhookFigures(as, WebhookFiguresQuery.parse(query)));
const typeFigures = async (query: z.input<typeof EventTypeFiguresQuery> = {}, as = ctx) =>
  EventTypeFiguresList.parse(await listEventTypeFigures(as, EventTypeFiguresQuery.parse(query)));

async function deliver(webhookId: string, count: number, type = "user.created"): Promise<string[]> {
  for (let index = 0; index < count; index += 1) await triggerEvent(ctx, { type, data: { index } });
  const rows = await world.database.sql<{ id: string }>(
    "SELECT id FROM deliveries WHERE webhook_id = $1 ORDER BY id DESC LIMIT $2",
    [webhookId, count],
  );
  return rows.map(({ id }) => id);
}

test("each webhook has its own numbers, and what waits for it", async () => {
  const webhookId = await insertWebhook(ctx);
  const [ok, failed, again, sending, late] = await deliver(webhookId, 6);
  for (const deliveryId of [ok, late].map(String))
    await recordOutcome(ctx, { deliveryId, status: "delivered", statusCode: 200 });
  await recordOutcome(ctx, { deliveryId: String(failed), status: "failed", statusCode: 500, cause: "server_error" });
  await recordOutcome(ctx, { deliveryId: String(again), status: "retrying", statusCode: 500, cause: "server_error" });
  await claim(ctx, String(sending));
  await world.database.sql(
    "UPDATE webhook_stats SET causes = '{\"server_error\": 2, \"conn_refused\": 1}' WHERE webhook_id = $1 AND resolution = 'minute'",
    [webhookId],
  );
  const { data, summary, bucketMs } = await figures();
  expect(bucketMs).toBe(3_600_000);
  expect(data).toHaveLength(1);
  expect(data[0]).toMatchObject({
    webhookId,
    total: 6,
    delivered: 2,
    failed: 1,
    successRate: 2 / 3,
    attempts: 4,
    waiting: 1,
    active: 1,
    delayed: 1,
    held: 0,
    failedRetryable: 1,
    oldestWaitingMs: expect.any(Number),
    oldestOpenAt: expect.any(String),
    breaker: { state: "closed", nextProbeAt: null },
    topCause: { cause: "server_error", count: 2 },
    attention: "degraded",
  });
  const [point] = data[0]?.series ?? [];
  expect(data[0]?.series).toHaveLength(1);
  expect(point).toMatchObject({ ok: 2, failed: 1 });
  expect(summary).toMatchObject({ webhooks: 1, attention: 1, waiting: 1, delayed: 1, failedRetryable: 1 });
  expect(summary.health).toEqual({ healthy: 0, degraded: 1, failing: 0, idle: 0, disabled: 0 });
});

test("what failed and is planned again is no longer there to be retried, and a paused webhook holds what is open", async () => {
  const webhookId = await insertWebhook(ctx);
  const [first] = await deliver(webhookId, 2);
  await recordOutcome(ctx, { deliveryId: String(first), status: "failed", statusCode: 500, cause: "server_error" });
  expect((await figures()).data[0]?.failedRetryable).toBe(1);
  await world.database.sql(
    `INSERT INTO planned_attempts (delivery_id, trigger, workspace_id, webhook_id, event_id, due_at, planned_for)
     SELECT id, 'manual', workspace_id, webhook_id, event_id, now(), now() FROM deliveries WHERE id = $1`,
    [first],
  );
  await ctx.db.webhook.update({ where: { id: webhookId }, data: { status: "paused" } });
  expect((await figures()).data[0]).toMatchObject({ failedRetryable: 0, held: 2, waiting: 0, attention: "held" });
});

test("the breaker and since when it fails are shown, and the worst come first", async () => {
  const [fine, open, disabled] = [
    await insertWebhook(ctx),
    await insertWebhook(ctx),
    await insertWebhook(ctx, { status: "disabled" }),
  ];
  const { sql } = world.database;
  await sql("UPDATE webhooks SET status_reason = 'It answered 410.' WHERE id = $1", [disabled]);
  await sql("UPDATE webhooks SET failing_since = now() - interval '1 hour' WHERE id = $1", [open]);
  await sql(
    `INSERT INTO lanes (webhook_id, workspace_id, breaker, probe_at, consecutive_failures) VALUES ($1, $2, 'open', now() + interval '1 minute', 10)
     ON CONFLICT (webhook_id) DO UPDATE SET breaker = 'open', probe_at = excluded.probe_at, consecutive_failures = 10`,
    [open, ctx.workspace.id],
  );
  const { data, summary } = await figures({ sort: "attention" });
  expect(data.map(({ webhookId, attention }) => [webhookId, attention])).toEqual([
    [disabled, "disabled"],
    [open, "breaker_open"],
  ]);
  expect(data[1]).toMatchObject({
    breaker: { state: "open", nextProbeAt: expect.any(String) },
    failingSince: expect.any(String),
  });
  expect(summary).toMatchObject({ webhooks: 3, attention: 2 });
  expect((await figures()).data.map(({ webhookId }) => webhookId)).toEqual([disabled, open, fine]);
  expect((await figures({ webhookId: fine })).data.map(({ webhookId }) => webhookId)).toEqual([fine]);
  expect((await figures({ limit: 1 })).data).toHaveLength(1);
  expect((await figures({ limit: 1 })).summary.webhooks).toBe(3);
});

test("the slowest come first by their 95th percentile, and those without attempts are left out", async () => {
  const ids = [await insertWebhook(ctx), await insertWebhook(ctx), await insertWebhook(ctx)];
  const [quick, slow] = ids;
  await deliver(String(quick), 1);
  for (const [id, bucket, sumMs] of [
    [quick, 10, 25],
    [slow, 60, 3_000],
  ] as const)
    await world.database.sql(
      "UPDATE webhook_stats SET attempts = 10, attempts_ok = 10, latency_sum_ms = $2, latency = array_fill(0, ARRAY[$3::int]) || ARRAY[10] WHERE webhook_id = $1",
      [id, sumMs, bucket],
    );
  const { data } = await figures({ sort: "slowest" });
  expect(data.map(({ webhookId }) => webhookId)).toEqual([slow, quick]);
  expect(data[0]?.p95Ms).toBeGreaterThan(data[1]?.p95Ms ?? Number.NaN);
});

test("another workspace's webhooks are not among them, nor deleted ones", async () => {
  const webhookId = await insertWebhook(ctx);
  await deliver(webhookId, 1);
  expect((await figures({}, world.stranger)).data).toEqual([]);
  expect((await figures({ webhookId }, world.stranger)).data).toEqual([]);
  expect((await typeFigures({}, world.stranger)).data).toEqual([]);
  await ctx.db.webhook.update({ where: { id: webhookId }, data: { deletedAt: new Date() } });
  expect((await figures()).data).toEqual([]);
});

test("event types are counted with their deliveries, the noisiest first, as the lists show them", async () => {
  const webhookId = await insertWebhook(ctx);
  await insertWebhook(ctx, { events: ["user.created"] });
  const [failed] = await deliver(webhookId, 3, "user.created");
  await deliver(webhookId, 2, "project.created");
  await recordOutcome(ctx, { deliveryId: String(failed), status: "failed", statusCode: 500, cause: "server_error" });
  const { data, isEstimate, from, to } = await typeFigures();
  expect(isEstimate).toBe(false);
  expect(data).toMatchObject([
    { type: "user.created", events: 3, deliveries: 6, failed: 1, lastSeenAt: expect.any(String) },
    { type: "project.created", events: 2, deliveries: 2, failed: 0 },
  ]);
  const listed = await listDeliveries(ctx, ListDeliveriesQuery.parse({ eventType: "user.created", from, to }));
  expect(listed.data).toHaveLength(6);
  const named = await typeFigures({ type: "session.started,project.created" });
  expect(named.data).toMatchObject([
    { type: "session.started", events: 0, deliveries: 0, failed: 0, lastSeenAt: null },
    { type: "project.created", events: 2 },
  ]);
});

test("the first steps are done by what is there, each by its own thing", async () => {
  const { sql } = world.database;
  const steps = async () => Onboarding.parse(await getOnboarding(ctx));
  const done = async () =>
    Object.entries((await steps()).steps)
      .filter(([, isDone]) => isDone)
      .map(([step]) => step);
  expect(await done()).toEqual(["eventType"]);
  expect(await steps()).toMatchObject({ endpoint: null, lastDelivery: null, unwellDeliveryId: null });
  const inbox = await createInbox(ctx, { name: "Try it" });
  const webhookId = await insertWebhook(ctx, { url: inbox.url });
  await insertWebhook(ctx, { events: ["message.created"] });
  expect((await steps()).endpoint).toEqual({ id: webhookId, name: "Test", inboxId: inbox.id });
  expect(await done()).toEqual(["eventType", "endpoint"]);
  const [id] = await deliver(webhookId, 1);
  expect(await done()).toEqual(["eventType", "endpoint", "event"]);
  expect((await steps()).lastDelivery).toMatchObject({ id, createdAt: expect.any(String) });
  await recordOutcome(ctx, { deliveryId: String(id), status: "failed", statusCode: 500, cause: "server_error" });
  expect((await steps()).unwellDeliveryId).toBe(id);
  await retryDelivery(ctx, String(id));
  expect(await done()).toEqual(["eventType", "endpoint", "event", "retried"]);
  await recordOutcome(ctx, { deliveryId: String(id), status: "delivered", statusCode: 200 });
  expect(await done()).toEqual(["eventType", "endpoint", "event", "delivered", "retried"]);
  await sql(
    `INSERT INTO inbox_requests (id, workspace_id, inbox_id, method, path, headers, body, body_bytes, signature)
     VALUES ($1, $2, $3, 'POST', '/', '[]', '', 0, '{"verdict": "valid"}')`,
    [newId("inboxRequest"), ctx.workspace.id, inbox.id],
  );
  await createApiKey(ctx, { name: "Code", scopes: ["events:write"] });
  expect(await done()).not.toContain("apiKey");
  await sql("UPDATE api_keys SET last_used_at = now() WHERE workspace_id = $1", [ctx.workspace.id]);
  expect(await done()).toEqual(["eventType", "endpoint", "event", "delivered", "verified", "retried", "apiKey"]);
  expect((await getOnboarding(world.stranger)).endpoint).toBeNull();
});
