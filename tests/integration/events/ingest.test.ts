import { afterAll, beforeAll, expect, test } from "vitest";
import { acceptBatch, acceptEvent, getEvent } from "@/lib/events";
import { AcceptBatchInput, AcceptEventInput } from "@/lib/events/schemas";
import { insertProject, insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** What the HTTP layer makes of a body before it calls the verb. */
const post = (rawBody: string, idempotencyKey?: string, ctx = world.ctx) =>
  acceptEvent(ctx, world.ingestor, { body: AcceptEventInput.parse(JSON.parse(rawBody)), rawBody, idempotencyKey });
const postBatch = (rawBody: string, idempotencyKey?: string) =>
  acceptBatch(world.ctx, world.ingestor, {
    body: AcceptBatchInput.parse(JSON.parse(rawBody)),
    rawBody,
    idempotencyKey,
  });
const eventOf = (type: string, more: object = {}) => JSON.stringify({ type, data: { id: "1" }, ...more });
const count = async (table: string) => {
  const [row] = await world.database.sql<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table} WHERE workspace_id = $1`,
    [world.ctx.workspace.id],
  );
  return row?.count;
};

test("an accepted event is committed with a delivery, a due attempt and a count for each webhook that wants it", async () => {
  const wanted = await insertWebhook(world.ctx, { events: ["session.*"] });
  const paused = await insertWebhook(world.ctx, { events: ["session.started"], status: "paused" });
  const disabled = await insertWebhook(world.ctx, { events: ["session.started"], status: "disabled" });
  const other = await insertWebhook(world.ctx, { events: ["project.created"] });
  const foreign = await insertWebhook(world.stranger, { events: ["*"] });

  const accepted = await post(eventOf("session.started"));
  expect(accepted).toEqual({ id: expect.stringMatching(/^evt_/), type: "session.started", deliveries: 2 });
  const rows = await world.database.sql(
    `SELECT d.webhook_id, d.status, d.trigger, p.trigger AS planned, p.due_at <= now() AS due, s.created
     FROM deliveries d JOIN planned_attempts p ON p.delivery_id = d.id
     JOIN webhook_stats s ON s.webhook_id = d.webhook_id AND s.at = date_trunc('minute', d.created_at)
     WHERE d.event_id = $1 ORDER BY d.webhook_id`,
    [accepted.id],
  );
  const expected = { status: "pending", trigger: "event", planned: "schedule", due: true, created: 1 };
  expect(rows).toEqual([wanted, paused].toSorted().map((webhook_id) => ({ webhook_id, ...expected })));
  expect(world.rings).toContain(wanted);
  expect(world.rings).not.toContain(paused);

  const { fanOut } = await getEvent(world.ctx, accepted.id);
  const reasons = Object.fromEntries(fanOut.map(({ webhookId, reason }) => [webhookId, reason]));
  expect(reasons).toEqual({ [wanted]: null, [paused]: null, [disabled]: "disabled", [other]: "not_subscribed" });
  expect(reasons[foreign]).toBeUndefined();
});

test("a webhook bound to a project gets that project's events only, an unbound one all", async () => {
  const projectId = await insertProject(world.ctx);
  const bound = await insertWebhook(world.ctx, { events: ["agent.connected"], projectId });
  const unbound = await insertWebhook(world.ctx, { events: ["agent.connected"] });
  const webhooksOf = async (id: string) =>
    (await getEvent(world.ctx, id)).fanOut
      .filter(({ called }) => called)
      .map(({ webhookId }) => webhookId)
      .toSorted();
  expect(await webhooksOf((await post(eventOf("agent.connected"))).id)).toEqual([unbound]);
  expect(await webhooksOf((await post(eventOf("agent.connected", { projectId }))).id)).toEqual(
    [bound, unbound].toSorted(),
  );
  await expect(
    post(eventOf("agent.connected", { projectId: await insertProject(world.stranger) })),
  ).rejects.toMatchObject({
    code: "validation_failed",
    errors: [{ path: "projectId", message: expect.stringContaining("no project") }],
  });
});

test.each([
  ["20-digit integers, key order and duplicate keys", '{"b":12345678901234567890,"a":1,"a":2}'],
  ["white space", '{ "id" :\n\t[ 1 , 2 ] }'],
  ["U+0000 and lone surrogates", '{"nul":"a\\u0000b","lone":"\\ud800"}'],
  ["1e400 and 1.0", '{"big":1e400,"one":1.0,"minus":-0}'],
  ["text outside of ASCII", '{"name":"Zoë 🎉 \u2028"}'],
])("%s in data are stored as they were written", async (_what, dataText) => {
  await world.database.sql(
    `INSERT INTO event_types (id, workspace_id, name, updated_at) VALUES ($1, $1, 'raw.bytes', now()) ON CONFLICT DO NOTHING`,
    [world.ctx.workspace.id],
  );
  const { id } = await post(`{"data":"not this one", "type":"raw.bytes","data":${dataText} }`);
  const event = await getEvent(world.ctx, id);
  expect(event.body).toBe(`{"id":"${id}","type":"raw.bytes","timestamp":"${event.occurredAt}","data":${dataText}}`);
});

test("an unknown type is refused by name, with what was probably meant", async () => {
  await expect(post(eventOf("project.craeted"))).rejects.toMatchObject({
    code: "validation_failed",
    errors: [{ path: "type", message: expect.stringMatching(/"project\.craeted".*Did you mean project\.created\?/) }],
  });
  await expect(post(eventOf("webhook.disabled"))).rejects.toMatchObject({ code: "validation_failed" });
});

test("data that breaks the type's schema is refused, and names where", async () => {
  await expect(post(eventOf("project.created", { data: { name: 5 } }))).rejects.toMatchObject({
    code: "validation_failed",
    errors: [{ path: expect.stringMatching(/^data\.name/) }],
  });
});

test("of a batch with one bad event nothing is written, and the bad one is named", async () => {
  const before = await count("events");
  const events = [eventOf("user.created"), eventOf("user.created"), eventOf("user.created"), eventOf("user.craeted")];
  await expect(postBatch(`{"events":[${events.join(",")}]}`)).rejects.toMatchObject({
    code: "validation_failed",
    errors: [{ path: "events.3.type" }],
  });
  expect(await count("events")).toBe(before);
});

test("a batch is answered event by event, in order, each with its own data", async () => {
  const events = ["user.created", "user.updated", "user.deleted"].map(
    (type, n) => `{"type":"${type}","data":{"id": ${n}.0}}`,
  );
  const { data } = await postBatch(`{ "events" : [ ${events.join(" , ")} ] }`);
  expect(data.map(({ type }) => type)).toEqual(["user.created", "user.updated", "user.deleted"]);
  const bodies = await Promise.all(data.map(async ({ id }) => (await getEvent(world.ctx, id)).body));
  bodies.forEach((body, n) => expect(body.endsWith(`"data":{"id": ${n}.0}}`)).toBe(true));
});

test("500 requests at once share a few statements, and each gets its own answer", async () => {
  await insertWebhook(world.ctx, { events: ["payment.succeeded"] });
  world.groups.length = 0;
  const requests = Array.from({ length: 500 }, (_item, n) =>
    n % 50 === 7
      ? post(eventOf("payment.succeded")).catch((error: Error) => error)
      : post(eventOf("payment.succeeded", { data: { id: n } })),
  );
  const answers = await Promise.all(requests);
  const accepted = answers.flatMap((answer) => (answer instanceof Error ? [] : [answer]));
  expect(accepted).toHaveLength(490);
  expect(new Set(accepted.map(({ id }) => id)).size).toBe(490);
  expect(world.groups.reduce((sum, requestCount) => sum + requestCount, 0)).toBe(500);
  expect(world.groups.length).toBeLessThan(100);
  const rows = await world.database.sql<{ id: string; body: string }>(
    "SELECT id, body FROM events WHERE id = ANY($1)",
    [accepted.map(({ id }) => id)],
  );
  const bodies = new Map(rows.map(({ id, body }) => [id, body]));
  answers.forEach((answer, n) => {
    if (!(answer instanceof Error)) expect(bodies.get(answer.id)).toContain(`"data":{"id":${n}}`);
  });
});

test("counters of created deliveries equal a recount of the rows", async () => {
  const rows = await world.database.sql<{ counted: number; created: number }>(
    `SELECT count(*)::int AS counted, coalesce((SELECT sum(created)::int FROM webhook_stats s WHERE s.webhook_id = d.webhook_id), 0) AS created
     FROM deliveries d GROUP BY d.webhook_id`,
  );
  expect(rows.length).toBeGreaterThan(3);
  for (const { counted, created } of rows) expect(created).toBe(counted);
});

test("a lone request in company of one that the database refuses is accepted all the same", async () => {
  const poisoned = world.ingestor.submit({
    workspaceId: world.ctx.workspace.id,
    events: [{ type: "user.created", dataText: "{}", occurredAt: "0000-06-01T00:00:00.000Z" }],
  });
  const [bad, good] = await Promise.allSettled([poisoned, post(eventOf("user.created"))]);
  expect(bad.status).toBe("rejected");
  expect(good).toMatchObject({ status: "fulfilled", value: { type: "user.created" } });
});

test("an event is accepted although the worker that makes partitions was away for months", async () => {
  const [{ partition } = { partition: "" }] = await world.database.sql<{ partition: string }>(
    "SELECT tableoid::regclass::text AS partition FROM events ORDER BY id DESC LIMIT 1",
  );
  await world.database.sql(`ALTER TABLE ${partition} RENAME TO gone; ALTER TABLE events DETACH PARTITION gone`);
  const accepted = await post(eventOf("user.created"));
  expect((await getEvent(world.ctx, accepted.id)).id).toBe(accepted.id);
});
