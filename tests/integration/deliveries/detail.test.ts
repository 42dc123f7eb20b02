import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cancelDelivery, findNeighbours, getDelivery, retryDelivery } from "@/lib/deliveries";
import { DeliveryDetail, NeighboursQuery } from "@/lib/deliveries/schemas";
import { replayEvent, triggerEvent } from "@/lib/events";
import { pauseWebhook, updateWebhook } from "@/lib/webhooks";
import { insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";
import { claim, recordOutcome } from "./arrange";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

type Tenant = World["ctx"];
const sql = (text: string, values: unknown[]) => world.database.sql(text, values);

async function deliver(ctx: Tenant, webhookId: string, type = "user.created") {
  const event = await triggerEvent(ctx, { type, data: { id: "1" } });
  const [row] = await world.database.sql<{ id: string }>(
    "SELECT id FROM deliveries WHERE event_id = $1 AND webhook_id = $2",
    [event.id, webhookId],
  );
  return { id: row?.id ?? "", eventId: event.id };
}

async function fail(ctx: Tenant, webhookId: string, type?: string) {
  const delivery = await deliver(ctx, webhookId, type);
  await recordOutcome(ctx, { deliveryId: delivery.id, status: "failed", statusCode: 500, cause: "server_error" });
  return delivery;
}

async function succeed(ctx: Tenant, webhookId: string, type?: string) {
  const delivery = await deliver(ctx, webhookId, type);
  await recordOutcome(ctx, { deliveryId: delivery.id, status: "delivered", statusCode: 200 });
  return delivery;
}

test("a delivery shows its attempts as they were on the wire, and why one failed", async () => {
  const webhookId = await insertWebhook(world.ctx, { events: ["user.created"] });
  const { id, eventId } = await deliver(world.ctx, webhookId);
  await recordOutcome(world.ctx, { deliveryId: id, status: "retrying", statusCode: 500, cause: "server_error" });
  const delivery = await getDelivery(world.ctx, id);
  expect(DeliveryDetail.parse(delivery)).toEqual({
    id,
    eventId,
    eventType: "user.created",
    webhookId,
    webhookName: "Test",
    url: "https://example.com/hook",
    projectId: null,
    status: "retrying",
    trigger: "event",
    attemptCount: 1,
    nextAttemptAt: expect.any(String),
    lastAttemptAt: expect.any(String),
    lastStatusCode: 500,
    lastCause: "server_error",
    lastLatencyMs: 12,
    createdAt: expect.any(String),
    completedAt: null,
    webhookStatus: "active",
    body: expect.stringMatching(
      new RegExp(`^\\{"id":"${eventId}","type":"user\\.created","timestamp":"[^"]+","data":\\{"id":"1"\\}\\}$`),
    ),
    event: {
      acceptedAt: expect.any(String),
      occurredAt: expect.any(String),
      idempotencyKey: null,
      requestId: expect.any(String),
    },
    matched: "user.created",
    timeoutMs: 30_000,
    schedule: { made: 0, delaysMs: expect.arrayContaining([5_000]) },
    planned: [
      {
        trigger: "schedule",
        plannedFor: expect.any(String),
        isSending: false,
        bulkJobId: null,
        actor: null,
        actorName: null,
      },
    ],
    startedBy: null,
    state: null,
    alsoSeen: null,
    hints: [],
    retentionDays: 30,
    attempts: [
      {
        id: expect.stringMatching(/^att_/),
        number: 1,
        trigger: "schedule",
        actor: null,
        actorName: null,
        bulkJobId: null,
        workerId: "worker-1",
        startedAt: expect.any(String),
        ok: false,
        statusCode: 500,
        errorCode: null,
        totalMs: 12,
        remoteAddress: "203.0.113.4",
        request: {
          method: "POST",
          url: "https://example.com/hook",
          headers: [["X-Webhook-Id", "evt_1"]],
          body: delivery.body,
        },
        response: {
          headers: [["content-type", "text/plain"]],
          body: "no",
          bodyEncoding: "utf8",
          bodyBytes: 2,
          bodyTruncated: false,
        },
        phases: {
          queueWaitMs: null,
          dnsMs: 1,
          tcpMs: null,
          tlsMs: null,
          ttfbMs: null,
          downloadMs: null,
          totalMs: 12,
          reusedConnection: false,
          protocol: null,
          tlsVersion: null,
          certificate: null,
        },
        cause: {
          cause: "server_error",
          title: "The receiver's code failed",
          hint: expect.any(String),
          explanation: expect.any(String),
          steps: [expect.any(String), expect.any(String)],
          severity: "error",
          certainty: "certain",
          maybeProcessed: "maybe",
          evidence: ["It answered 500."],
        },
      },
    ],
  });
});

describe("a state that no attempt explains names what it is, since when and by whom", () => {
  test("of a cancelled delivery", async () => {
    const ctx = await world.newWorkspace();
    const { id } = await deliver(ctx, await insertWebhook(ctx, { events: ["user.*"] }));
    await cancelDelivery(ctx, id);
    const { state, matched } = await getDelivery(ctx, id);
    expect(state).toMatchObject({
      explanation: { cause: "cancelled", severity: "notice", maybeProcessed: "no" },
      since: expect.any(String),
      actorName: ctx.actor.name,
    });
    expect(matched).toBe("user.*");
  });

  test("of one that waits for its paused endpoint, or for the paused workspace", async () => {
    const ctx = await world.newWorkspace();
    const webhookId = await insertWebhook(ctx);
    const { id } = await deliver(ctx, webhookId);
    await sql(
      `INSERT INTO delivery_pauses (workspace_id, reason, actor_kind, actor_id, actor_name) VALUES ($1, 'Migration', 'user', 'usr_1', 'Ada')`,
      [ctx.workspace.id],
    );
    expect((await getDelivery(ctx, id)).state).toMatchObject({
      explanation: { cause: "paused", evidence: ["All deliveries of this workspace are paused: Migration"] },
      actorName: "Ada",
      since: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    await pauseWebhook(ctx, webhookId);
    expect((await getDelivery(ctx, id)).state).toMatchObject({
      explanation: { cause: "paused", evidence: [`Paused by ${ctx.actor.name}.`] },
      actorName: ctx.actor.name,
    });
  });

  test("of one whose payload is gone: its attempts stay, the text does not", async () => {
    const ctx = await world.newWorkspace();
    const { id, eventId } = await fail(ctx, await insertWebhook(ctx));
    await sql("DELETE FROM events WHERE id = $1", [eventId]);
    expect(await getDelivery(ctx, id)).toMatchObject({
      body: null,
      event: null,
      state: { explanation: { cause: "payload_expired", evidence: ["This workspace keeps history for 30 days."] } },
      attempts: [{ request: { body: null }, cause: { cause: "server_error" } }],
    });
  });

  test("and there is none for a plain success", async () => {
    const ctx = await world.newWorkspace();
    const { id } = await succeed(ctx, await insertWebhook(ctx));
    expect(await getDelivery(ctx, id)).toMatchObject({ state: null, alsoSeen: null, hints: [] });
  });
});

test("attempts to come are told with who asked for them, and whether one is on the wire", async () => {
  const ctx = await world.newWorkspace();
  const { id } = await fail(ctx, await insertWebhook(ctx));
  await retryDelivery(ctx, id);
  expect((await getDelivery(ctx, id)).planned).toMatchObject([
    { trigger: "manual", isSending: false, actorName: ctx.actor.name },
  ]);
  await claim(ctx, id);
  expect((await getDelivery(ctx, id)).planned).toMatchObject([{ trigger: "manual", isSending: true }]);
});

test("a replay says who asked for it", async () => {
  const ctx = await world.newWorkspace();
  const webhookId = await insertWebhook(ctx);
  const { eventId } = await fail(ctx, webhookId);
  const { deliveries } = await replayEvent(ctx, eventId, { webhookId });
  expect(await getDelivery(ctx, deliveries[0]?.id ?? "")).toMatchObject({
    trigger: "replay",
    startedBy: { actorName: ctx.actor.name, at: expect.any(String) },
  });
});

describe("what other deliveries say about a failure", () => {
  test("is how many have the same cause, and since when", async () => {
    const ctx = await world.newWorkspace();
    const webhookId = await insertWebhook(ctx);
    await fail(ctx, await insertWebhook(ctx));
    await succeed(ctx, webhookId);
    const first = await fail(ctx, webhookId);
    await fail(ctx, webhookId);
    const { id } = await fail(ctx, webhookId);
    const delivery = await getDelivery(ctx, id);
    expect(delivery.alsoSeen).toEqual({
      count: 2,
      since: (await getDelivery(ctx, first.id)).createdAt,
      isComplete: true,
    });
    expect(delivery.hints).toMatchObject([{ kind: "outage" }]);
    expect((await getDelivery(ctx, (await succeed(ctx, webhookId)).id)).alsoSeen).toBeNull();
  });

  test("is that one event type alone fails", async () => {
    const ctx = await world.newWorkspace();
    const webhookId = await insertWebhook(ctx);
    for (let n = 0; n < 3; n += 1) await fail(ctx, webhookId, "user.deleted");
    for (let n = 0; n < 3; n += 1) await succeed(ctx, webhookId, "user.created");
    const { id } = await fail(ctx, webhookId, "user.deleted");
    expect((await getDelivery(ctx, id)).hints).toMatchObject([
      { kind: "one_type", text: expect.stringContaining("user.deleted") },
    ]);
  });

  test("is that it began after a change, and that other endpoints of the host fail too", async () => {
    const ctx = await world.newWorkspace();
    const webhookId = await insertWebhook(ctx);
    await updateWebhook(ctx, webhookId, { timeoutMs: 5_000, name: "Changed" });
    const { id } = await fail(ctx, webhookId);
    const other = await insertWebhook(ctx, { url: "https://EXAMPLE.com:443/other", status: "paused" });
    const same = await insertWebhook(ctx, { url: "https://Example.com/other" });
    await sql("UPDATE webhooks SET failing_since = now() WHERE id = ANY($1::text[])", [[other, same]]);
    expect((await getDelivery(ctx, id)).hints).toMatchObject([
      {
        kind: "config_change",
        text: "It began within the hour after this endpoint was changed: time limit.",
        at: expect.any(String),
      },
      { kind: "same_host", text: expect.stringContaining("(example.com)") },
    ]);
  });

  test("is that the certificate is about to expire, before it does", async () => {
    const ctx = await world.newWorkspace();
    const { id } = await succeed(ctx, await insertWebhook(ctx));
    const validTo = new Date(Date.now() + 6.5 * 86_400_000).toISOString();
    await sql("UPDATE attempts SET phases = $2 WHERE delivery_id = $1", [
      id,
      JSON.stringify({ certificate: { subject: "a", issuer: "b", validFrom: validTo, validTo } }),
    ]);
    expect((await getDelivery(ctx, id)).hints).toEqual([
      { kind: "certificate", text: "The certificate of the receiver expires in 6 days.", at: validTo },
    ]);
  });
});

test("the neighbours of a delivery are those in the list of the same filter, and nobody else's", async () => {
  const ctx = await world.newWorkspace();
  const webhookId = await insertWebhook(ctx);
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) ids.push((await fail(ctx, webhookId)).id, (await succeed(ctx, webhookId)).id);
  const [failed0, ok0, failed1, ok1, failed2, ok2] = ids;
  const find = (id = "", query = {}) => findNeighbours(ctx, id, NeighboursQuery.parse(query));
  expect(await find(failed1)).toEqual({ newerId: ok1, olderId: ok0 });
  expect(await find(failed1, { status: "failed" })).toEqual({ newerId: failed2, olderId: failed0 });
  expect(await find(ok1, { status: "failed" })).toEqual({ newerId: failed2, olderId: failed1 });
  expect(await find(ok2)).toEqual({ newerId: null, olderId: failed2 });
  expect(await find(failed0)).toEqual({ newerId: ok0, olderId: null });
  expect(await find(failed1, { q: "data.id:1" })).toEqual({ newerId: ok1, olderId: ok0 });
  expect(await find(failed1, { q: "nowhere" })).toEqual({ newerId: null, olderId: null });
  await expect(findNeighbours(world.stranger, failed1 ?? "", {})).rejects.toMatchObject({ code: "not_found" });
});
