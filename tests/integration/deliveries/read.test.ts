import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { getDelivery, getQueueStats, listDeliveries, listDeliveriesOfWebhook } from "@/lib/deliveries";
import { ListDeliveriesQuery } from "@/lib/deliveries/schemas";
import { acceptEvent, listEvents, triggerEvent } from "@/lib/events";
import { ListEventsQuery } from "@/lib/events/schemas";
import { insertProject, insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";
import { claim, recordOutcome } from "./arrange";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const list = async (query: z.input<typeof ListDeliveriesQuery> = {}, ctx = world.ctx) =>
  listDeliveries(ctx, ListDeliveriesQuery.parse(query));
const idsOf = async (query: z.input<typeof ListDeliveriesQuery>, ctx = world.ctx) =>
  (await list(query, ctx)).data.map(({ id }) => id);

/** One event to one new webhook. */
async function deliver(
  data: object = { id: "1" },
  options: { type?: string; projectId?: string; ctx?: World["ctx"] } = {},
) {
  const { type = "user.created", projectId, ctx = world.ctx } = options;
  const webhookId = await insertWebhook(ctx, { events: [type], url: "https://example.com/hook" });
  const event = await triggerEvent(ctx, { type, data, projectId });
  const [row] = await world.database.sql<{ id: string }>(
    "SELECT id FROM deliveries WHERE event_id = $1 AND webhook_id = $2",
    [event.id, webhookId],
  );
  return { id: row?.id ?? "", webhookId, eventId: event.id };
}

describe("the status", () => {
  test("is sending while a worker holds the lease, and held while the webhook is paused, in lists and filters alike", async () => {
    const tenant = await world.newWorkspace();
    const sending = await deliver({}, { ctx: tenant });
    const held = await deliver({}, { ctx: tenant, type: "user.updated" });
    const pending = await deliver({}, { ctx: tenant, type: "user.deleted" });
    const done = await deliver({}, { ctx: tenant, type: "payment.failed" });
    await claim(tenant, sending.id);
    await recordOutcome(tenant, { deliveryId: done.id, status: "delivered", statusCode: 200 });
    await world.database.sql("UPDATE webhooks SET status = 'paused' WHERE id = $1", [held.webhookId]);
    expect((await list({}, tenant)).data.map(({ id, status }) => [id, status])).toEqual([
      [done.id, "delivered"],
      [pending.id, "pending"],
      [held.id, "held"],
      [sending.id, "sending"],
    ]);
    for (const [status, id] of Object.entries({
      sending: sending.id,
      held: held.id,
      pending: pending.id,
      delivered: done.id,
    }))
      expect(await idsOf({ status }, tenant)).toEqual([id]);
    expect(await idsOf({ status: "pending,delivered" }, tenant)).toEqual([done.id, pending.id]);
    expect(await getQueueStats(tenant, "postgres")).toEqual({
      backend: "postgres",
      waiting: 1,
      active: 1,
      delayed: 0,
      failed: 0,
      failedIsCapped: false,
      completed: 1,
      held: 1,
      paused: 1,
      oldestWaitingMs: expect.any(Number),
      workers: 0,
      throughputPerSecond: expect.any(Number),
      pausedBy: null,
    });
  });

  test("of a delivery whose worker died is no longer sending once the lease has run out", async () => {
    const { id } = await deliver();
    await claim(world.ctx, id);
    await world.database.sql(
      "UPDATE planned_attempts SET due_at = now() - interval '1 second' WHERE delivery_id = $1",
      [id],
    );
    expect((await getDelivery(world.ctx, id)).status).toBe("pending");
  });
});

test("each filter finds what it says and nothing else", async () => {
  const tenant = await world.newWorkspace();
  const projectId = await insertProject(tenant);
  const a = await deliver({ customer: { id: 123 }, note: "50%_off" }, { ctx: tenant, projectId });
  const b = await deliver({ customer: { id: 1234 } }, { ctx: tenant, type: "project.created" });
  const c = await deliver({ text: "a\u0000b" }, { ctx: tenant, type: "project.deleted" });
  await recordOutcome(tenant, { deliveryId: a.id, status: "failed", statusCode: 429, cause: "rate_limited" });
  await recordOutcome(tenant, { deliveryId: b.id, status: "failed", statusCode: 503, cause: "bad_gateway" });
  await recordOutcome(tenant, { deliveryId: c.id, status: "retrying", statusCode: null, cause: "conn_refused" });
  const cases: [z.input<typeof ListDeliveriesQuery>, string[]][] = [
    [{ status: "failed" }, [b.id, a.id]],
    [{ status: ["failed", "retrying"] }, [c.id, b.id, a.id]],
    [{ webhookId: a.webhookId }, [a.id]],
    [{ projectId }, [a.id]],
    [{ eventType: "project.*" }, [c.id, b.id]],
    [{ eventType: "user.created,project.deleted" }, [c.id, a.id]],
    [{ eventId: b.eventId }, [b.id]],
    [{ code: "429" }, [a.id]],
    [{ code: "5xx" }, [b.id]],
    [{ code: "400-503" }, [b.id, a.id]],
    [{ code: "none" }, [c.id]],
    [{ code: "none,429" }, [c.id, a.id]],
    [{ error: "conn_refused,bad_gateway" }, [c.id, b.id]],
    [{ trigger: "event" }, [c.id, b.id, a.id]],
    [{ trigger: "manual,test" }, []],
    [{ from: "2020-01-01T00:00:00Z", to: "2020-01-02T00:00:00Z" }, []],
    [{ from: "2020-01-01T00:00:00Z" }, [c.id, b.id, a.id]],
    [{ q: a.id }, [a.id]],
    [{ q: b.eventId }, [b.id]],
    [{ q: c.webhookId }, [c.id]],
    [{ q: "CUSTOMER" }, [b.id, a.id]],
    [{ q: "50%_off" }, [a.id]],
    [{ q: "5_%" }, []],
    [{ q: "data.customer.id:123" }, [a.id]],
    [{ q: "data.customer.id:1234", status: "failed" }, [b.id]],
    [{ q: "data.text:a" }, []],
  ];
  for (const [query, expected] of cases) expect([query, await idsOf(query, tenant)]).toEqual([query, expected]);
});

test("a path finds strings with quotes in them, and is not led astray by the same text elsewhere", async () => {
  const tenant = await world.newWorkspace();
  const { id } = await deliver({ name: 'say "hi"', other: { deep: ["x", { y: true }] } }, { ctx: tenant });
  expect(await idsOf({ q: 'data.name:say "hi"' }, tenant)).toEqual([id]);
  expect(await idsOf({ q: "data.other.deep.1.y:true" }, tenant)).toEqual([id]);
  expect(await idsOf({ q: "data.other:x" }, tenant)).toEqual([]);
});

test("a path finds a null, and text that its sender wrote with escapes", async () => {
  const tenant = await world.newWorkspace();
  await insertWebhook(tenant, { events: ["*"] });
  const rawBody = '{"type":"user.created","data":{"gone":null,"name":"Zo\\u00eb","page":"https:\\/\\/example.com"}}';
  const body = JSON.parse(rawBody) as Parameters<typeof acceptEvent>[2]["body"];
  const { id } = await acceptEvent(tenant, world.ingestor, { body, rawBody, idempotencyKey: undefined });
  for (const q of ["data.gone:null", "data.name:Zoë", "data.page:https://example.com"])
    expect([q, (await list({ q }, tenant)).data.map(({ eventId }) => eventId)]).toEqual([q, [id]]);
  for (const q of ["data.missing:null", "data.name:null", "data.name:Zoe"])
    expect([q, await idsOf({ q }, tenant)]).toEqual([q, []]);
});

test("what no filter can mean is refused before the database is asked", () => {
  const bad = [
    { status: "done" },
    { code: "600" },
    { code: "abc" },
    { webhookId: "wh_1" },
    { eventType: "a*" },
    { from: "yesterday" },
    { trigger: "cron" },
    { q: "\0" },
    { limit: 201 },
  ];
  for (const query of bad) expect([query, ListDeliveriesQuery.safeParse(query).success]).toEqual([query, false]);
});

test("pages follow each other without gap or repetition while deliveries arrive", async () => {
  const tenant = await world.newWorkspace();
  await insertWebhook(tenant, { events: ["*"] });
  for (let n = 0; n < 11; n += 1) await triggerEvent(tenant, { type: "user.created", data: { n } });
  const expected = await idsOf({ limit: 200 }, tenant);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit: 3, cursor }, tenant);
    seen.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
    await triggerEvent(tenant, { type: "user.created", data: { late: true } });
  } while (cursor !== undefined);
  expect(seen).toEqual(expected);
});

test("a search goes on behind the rows that one page looks at, without gap or repetition", async () => {
  const tenant = await world.newWorkspace();
  await insertWebhook(tenant, { events: ["user.created"] });
  const first = await triggerEvent(tenant, { type: "user.created", data: { needle: "first" } });
  for (let batch = 0; batch < 11; batch += 1)
    await world.ingestor.submit({
      workspaceId: tenant.workspace.id,
      events: Array.from({ length: 1_000 }, () => ({ type: "user.created", dataText: "{}" })),
    });
  const last = await triggerEvent(tenant, { type: "user.created", data: { needle: "last" } });
  const found: string[] = [];
  const pages: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ q: "needle", cursor }, tenant);
    found.push(...page.data.map(({ eventId }) => eventId));
    pages.push(page.data.length);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(found).toEqual([last.id, first.id]);
  expect(pages).toEqual([1, 1]);
  const events = await listEvents(tenant, ListEventsQuery.parse({ q: "data.needle:first" }));
  expect(events).toMatchObject({ data: [], nextCursor: expect.any(String) });
  const rest = await listEvents(
    tenant,
    ListEventsQuery.parse({ q: "data.needle:first", cursor: events.nextCursor ?? "" }),
  );
  expect(rest.data.map(({ id }) => id)).toEqual([first.id]);
});

test("another workspace's deliveries are in no list and no detail", async () => {
  const { id, webhookId, eventId } = await deliver();
  await expect(getDelivery(world.stranger, id)).rejects.toMatchObject({ code: "not_found" });
  await expect(listDeliveriesOfWebhook(world.stranger, webhookId, ListDeliveriesQuery.parse({}))).rejects.toMatchObject(
    { code: "not_found" },
  );
  for (const query of [{}, { webhookId }, { eventId }, { q: id }, { status: "pending" }])
    expect(await idsOf(query, world.stranger)).toEqual([]);
  expect(
    (await listDeliveriesOfWebhook(world.ctx, webhookId, ListDeliveriesQuery.parse({}))).data.map(
      (delivery) => delivery.id,
    ),
  ).toEqual([id]);
});
