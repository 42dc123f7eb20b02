import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { getEvent, listEvents, listSubscribers, replayEvent, triggerEvent } from "@/lib/events";
import { EventDetail, ListEventsQuery, ListSubscribersQuery } from "@/lib/events/schemas";
import { insertProject, insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const list = (ctx: World["ctx"], query: z.input<typeof ListEventsQuery> = {}) =>
  listEvents(ctx, ListEventsQuery.parse(query));
const idsOf = async (ctx: World["ctx"], query: z.input<typeof ListEventsQuery> = {}) =>
  (await list(ctx, query)).data.map(({ id }) => id);

test("an event shows everything that is known of it", async () => {
  const webhookId = await insertWebhook(world.ctx, { events: ["user.created"], url: "https://example.com/hook" });
  const { id } = await triggerEvent(world.ctx, { type: "user.created", data: { id: "1" } });
  const event = await getEvent(world.ctx, id);
  expect(EventDetail.parse(event)).toEqual({
    id,
    type: "user.created",
    projectId: null,
    occurredAt: expect.stringMatching(/Z$/),
    createdAt: expect.stringMatching(/Z$/),
    test: false,
    idempotencyKey: null,
    requestId: world.ctx.requestId,
    deliveries: 1,
    bodyBytes: Buffer.byteLength(event.body),
    body: `{"id":"${id}","type":"user.created","timestamp":"${event.occurredAt}","data":{"id":"1"}}`,
    fanOut: [
      {
        webhookId,
        name: "Test",
        url: "https://example.com/hook",
        status: "active",
        called: true,
        reason: null,
        explanation: null,
        deliveries: [
          { id: expect.stringMatching(/^dlv_/), status: "pending", trigger: "event", createdAt: event.createdAt },
        ],
      },
    ],
  });
});

test("a webhook that was not called says why, also when it was made, changed or deleted since", async () => {
  const tenant = await world.newWorkspace();
  const changed = await insertWebhook(tenant, { events: ["project.created"] });
  const deleted = await insertWebhook(tenant, { events: ["user.created"] });
  const { id } = await triggerEvent(tenant, { type: "user.created", data: {} });
  const later = await insertWebhook(tenant, { events: ["user.created"] });
  await world.database.sql("UPDATE webhooks SET events = '{user.created}' WHERE id = $1", [changed]);
  await world.database.sql("UPDATE webhooks SET deleted_at = now() WHERE id = $1", [deleted]);
  const { fanOut } = await getEvent(tenant, id);
  expect(fanOut.find(({ webhookId }) => webhookId === deleted)?.status).toBe("deleted");
  expect(Object.fromEntries(fanOut.map(({ webhookId, reason }) => [webhookId, reason]))).toEqual({
    [changed]: "changed_later",
    [deleted]: null,
    [later]: "created_later",
  });
});

test("each filter finds what it says, and pages follow each other while events arrive", async () => {
  const tenant = await world.newWorkspace();
  const projectId = await insertProject(tenant);
  const a = (await triggerEvent(tenant, { type: "user.created", data: { name: "Ada" }, projectId })).id;
  const b = (await triggerEvent(tenant, { type: "project.created", data: { name: "Bob" } })).id;
  const c = (await triggerEvent(tenant, { type: "project.deleted", data: { name: "Cy" } })).id;
  expect(await idsOf(tenant)).toEqual([c, b, a]);
  expect(await idsOf(tenant, { type: "project.*" })).toEqual([c, b]);
  expect(await idsOf(tenant, { type: "user.created,project.deleted" })).toEqual([c, a]);
  expect(await idsOf(tenant, { projectId })).toEqual([a]);
  expect(await idsOf(tenant, { test: "true" })).toEqual([]);
  expect(await idsOf(tenant, { q: "bob" })).toEqual([b]);
  expect(await idsOf(tenant, { q: "data.name:Cy" })).toEqual([c]);
  expect(await idsOf(tenant, { q: a })).toEqual([a]);
  expect(await idsOf(tenant, { to: "2020-01-01T00:00:00Z" })).toEqual([]);
  const first = await list(tenant, { limit: 2 });
  await triggerEvent(tenant, { type: "user.created", data: {} });
  const second = await list(tenant, { limit: 2, cursor: first.nextCursor ?? "" });
  expect([...first.data, ...second.data].map(({ id }) => id)).toEqual([c, b, a]);
  expect(second.nextCursor).toBeNull();
});

test("a row of the list says how its data begins and what became of its deliveries, replays among them", async () => {
  const tenant = await world.newWorkspace();
  for (const _ of Array(4)) await insertWebhook(tenant, { events: ["user.created"] });
  const quiet = await triggerEvent(tenant, { type: "project.created", data: { text: "Ω".repeat(1_000) } });
  const { id } = await triggerEvent(tenant, { type: "user.created", data: { id: "1", text: "a }" } });
  const deliveries = await world.database.sql<{ id: string }>("SELECT id FROM deliveries WHERE event_id = $1", [id]);
  for (const [index, status] of ["delivered", "failed", "cancelled", "failed"].entries()) {
    await world.database.sql("UPDATE deliveries SET status = $2 WHERE id = $1", [deliveries[index]?.id, status]);
    // The last one is planned again by hand.
    if (index < 3)
      await world.database.sql("DELETE FROM planned_attempts WHERE delivery_id = $1", [deliveries[index]?.id]);
  }
  await replayEvent(tenant, id, { webhookId: (await getEvent(tenant, id)).fanOut[0]?.webhookId });
  const { data } = await list(tenant);
  expect(data.map(({ id, outcomes, dataPreview }) => ({ id, outcomes, dataPreview }))).toEqual([
    {
      id,
      outcomes: { delivered: 1, failed: 1, cancelled: 1, inProgress: 2 },
      dataPreview: '{"id":"1","text":"a }"}',
    },
    {
      id: quiet.id,
      outcomes: { delivered: 0, failed: 0, cancelled: 0, inProgress: 0 },
      dataPreview: `{"text":"${"Ω".repeat(151)}`,
    },
  ]);
  expect(data[1]?.bodyBytes).toBeGreaterThan(2_000);
  expect((await list(tenant, { q: "a }" })).data[0]).toMatchObject(data[0] ?? {});
});

test("a type's subscribers are those that an event would be for, each with the entry that says so", async () => {
  const tenant = await world.newWorkspace();
  const projectId = await insertProject(tenant);
  const exact = await insertWebhook(tenant, { events: ["user.*", "user.created", "*"] });
  const prefix = await insertWebhook(tenant, { events: ["user.*"], status: "disabled" });
  const all = await insertWebhook(tenant, { events: ["*"], projectId, status: "paused" });
  await insertWebhook(tenant, { events: ["project.created"] });
  const subscribers = async (type: string, query: z.input<typeof ListSubscribersQuery> = {}) =>
    listSubscribers(tenant, type, ListSubscribersQuery.parse(query));
  const page = await subscribers("user.created");
  expect(page.data).toEqual([
    expect.objectContaining({ webhookId: all, pattern: "*", projectId, status: "paused" }),
    expect.objectContaining({ webhookId: prefix, pattern: "user.*", status: "disabled" }),
    expect.objectContaining({ webhookId: exact, pattern: "user.created", name: "Test", projectId: null }),
  ]);
  const first = await subscribers("user.created", { limit: 2 });
  const second = await subscribers("user.created", { limit: 2, cursor: first.nextCursor ?? "" });
  expect([...first.data, ...second.data]).toEqual(page.data);
  expect((await subscribers("webhook.failing")).data).toEqual([]);
  await expect(subscribers("nothing.here")).rejects.toMatchObject({ code: "not_found" });
});

test("another workspace's events are missing", async () => {
  const { id } = await triggerEvent(world.ctx, { type: "user.created", data: { needle: "ours" } });
  await expect(getEvent(world.stranger, id)).rejects.toMatchObject({ code: "not_found" });
  for (const query of [{}, { q: id }, { q: "ours" }, { type: "*" }])
    expect(await idsOf(world.stranger, query)).toEqual([]);
});
