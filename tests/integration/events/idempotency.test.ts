import { afterAll, beforeAll, expect, test } from "vitest";
import { acceptBatch, acceptEvent } from "@/lib/events";
import { AcceptBatchInput, AcceptEventInput } from "@/lib/events/schemas";
import { insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await insertWebhook(world.ctx);
});
afterAll(() => world.close());

const post = (body: object, idempotencyKey?: string, ctx = world.ctx) => {
  const rawBody = JSON.stringify(body);
  return acceptEvent(ctx, world.ingestor, { body: AcceptEventInput.parse(body), rawBody, idempotencyKey });
};
const postBatch = (events: object[], idempotencyKey?: string) => {
  const rawBody = JSON.stringify({ events });
  return acceptBatch(world.ctx, world.ingestor, { body: AcceptBatchInput.parse({ events }), rawBody, idempotencyKey });
};
const event = { type: "user.created", data: { id: "1" } };
const countOf = async (key: string) => {
  const rows = await world.database.sql<{ events: number; deliveries: number }>(
    `SELECT (SELECT count(*)::int FROM events WHERE idempotency_key = $1) AS events,
       (SELECT count(*)::int FROM deliveries WHERE event_id IN (SELECT id FROM events WHERE idempotency_key = $1)) AS deliveries`,
    [key],
  );
  return rows[0];
};

test("a hundred twins at once create one event with one set of deliveries, and all get its answer", async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => post(event, "twins")));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(answers.every(({ deliveries }) => deliveries === 1)).toBe(true);
  expect(await countOf("twins")).toEqual({ events: 1, deliveries: 1 });
});

test("the same key in two workspaces creates two events", async () => {
  const [ours, theirs] = await Promise.all([post(event, "shared"), post(event, "shared", world.stranger)]);
  expect(ours.id).not.toBe(theirs.id);
});

test("the key in the header and in the body is one key; two different ones are refused", async () => {
  const first = await post(event, "either");
  expect(await post({ ...event, idempotencyKey: "either" })).toEqual(first);
  expect(await post({ ...event, idempotencyKey: "either" }, "either")).toEqual(first);
  await expect(post({ ...event, idempotencyKey: "one" }, "another")).rejects.toMatchObject({
    code: "validation_failed",
    errors: [{ path: "idempotencyKey" }],
  });
});

test("a key that stands for another event is a conflict, at once and later", async () => {
  const different = { ...event, data: { id: "2" } };
  const settled = await Promise.allSettled([post(event, "reused"), post(different, "reused")]);
  expect(settled.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(post({ ...event, data: { id: "3" } }, "reused")).rejects.toMatchObject({
    code: "idempotency_key_reused",
  });
  expect(await countOf("reused")).toMatchObject({ events: 1 });
});

test("a key is free again after 24 hours", async () => {
  const first = await post(event, "expiring");
  await world.database.sql(
    "UPDATE idempotency_keys SET created_at = now() - interval '24 hours' WHERE key = 'expiring'",
  );
  const second = await post({ ...event, data: { id: "other" } }, "expiring");
  expect(second.id).not.toBe(first.id);
});

test("in a batch each event's key is the same key as in a single call", async () => {
  const single = await post(event, "mixed");
  const { data } = await postBatch([
    { ...event, idempotencyKey: "fresh" },
    { ...event, idempotencyKey: "mixed" },
    event,
  ]);
  expect(data[1]).toEqual(single);
  const again = await postBatch([{ ...event, idempotencyKey: "fresh" }]);
  expect(again.data[0]).toEqual(data[0]);
});

test("a batch under one key is replayed as a whole, and refused when it differs", async () => {
  const batch = [event, { ...event, type: "user.updated" }];
  const [first, twin] = await Promise.all([postBatch(batch, "whole"), postBatch(batch, "whole")]);
  expect(twin).toEqual(first);
  await expect(postBatch([event], "whole")).rejects.toMatchObject({ code: "idempotency_key_reused" });
  await expect(postBatch([{ ...event, idempotencyKey: "x" }], "whole")).rejects.toMatchObject({
    errors: [{ path: "events.0.idempotencyKey" }],
  });
});

test("a batch with one used key writes none of its events and keeps none of its keys", async () => {
  await post(event, "taken");
  const batch = [
    { ...event, idempotencyKey: "not-yet" },
    { ...event, data: { id: "other" }, idempotencyKey: "taken" },
  ];
  await expect(postBatch(batch)).rejects.toMatchObject({
    code: "idempotency_key_reused",
    errors: [{ path: "events.1.idempotencyKey" }],
  });
  expect(await countOf("not-yet")).toMatchObject({ events: 0 });
  expect(await post({ ...event, data: { id: "later" } }, "not-yet")).toMatchObject({ type: "user.created" });
});

test("a refused event leaves its key free", async () => {
  await expect(post({ ...event, type: "no.such" }, "mended")).rejects.toMatchObject({ code: "validation_failed" });
  expect(await post(event, "mended")).toMatchObject({ type: "user.created" });
});
