import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  bulkRetry,
  cancelBulkJob,
  cancelDelivery,
  getBulkJob,
  getDelivery,
  listBulkJobs,
  listDeliveries,
  retryDelivery,
  retryFailed,
  runBulkJobStep,
} from "@/lib/deliveries";
import { BulkRetryInput, ListDeliveriesQuery } from "@/lib/deliveries/schemas";
import { replayEvent, triggerEvent } from "@/lib/events";
import { insertProject, insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";
import { claim, recordOutcome } from "./arrange";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

type Tenant = World["ctx"];
const planned = (id: string) =>
  world.database.sql(
    "SELECT trigger, due_at <= now() AS due, actor, bulk_job_id FROM planned_attempts WHERE delivery_id = $1 ORDER BY trigger",
    [id],
  );
const setStatus = (webhookId: string, status: string) =>
  world.database.sql("UPDATE webhooks SET status = $2 WHERE id = $1", [webhookId, status]);

async function deliver(ctx: Tenant = world.ctx, webhookId?: string) {
  const target =
    webhookId ?? (await insertWebhook(ctx, { events: ["user.created"], projectId: await insertProject(ctx) }));
  const { projectId } = await world.database.prisma.webhook.findUniqueOrThrow({ where: { id: target } });
  const event = await triggerEvent(ctx, { type: "user.created", data: { id: "1" }, projectId });
  const [row] = await world.database.sql<{ id: string }>(
    "SELECT id FROM deliveries WHERE event_id = $1 AND webhook_id = $2",
    [event.id, target],
  );
  return { id: row?.id ?? "", webhookId: target, eventId: event.id };
}

async function fail(ctx: Tenant = world.ctx, webhookId?: string) {
  const delivery = await deliver(ctx, webhookId);
  await recordOutcome(ctx, { deliveryId: delivery.id, status: "failed", statusCode: 500, cause: "server_error" });
  return delivery;
}

describe("a manual retry", () => {
  test("of a failed delivery plans one attempt, due now, in the name of who asked; a second call changes nothing", async () => {
    const { id, webhookId } = await fail();
    world.rings.length = 0;
    expect(await retryDelivery(world.ctx, id)).toMatchObject({ id, status: "pending" });
    await Promise.all([retryDelivery(world.ctx, id), retryDelivery(world.ctx, id)]);
    expect(await planned(id)).toEqual([{ trigger: "manual", due: true, actor: "test", bulk_job_id: null }]);
    expect(world.rings).toEqual([webhookId]);
  });

  test("leaves the scheduled attempt where it is", async () => {
    const { id } = await deliver();
    await recordOutcome(world.ctx, { deliveryId: id, status: "retrying", statusCode: 500 });
    await retryDelivery(world.ctx, id);
    expect(await planned(id)).toMatchObject([
      { trigger: "manual", due: true },
      { trigger: "schedule", due: false },
    ]);
  });

  test("of a delivered one is possible, and it stays delivered", async () => {
    const { id } = await deliver();
    await recordOutcome(world.ctx, { deliveryId: id, status: "delivered", statusCode: 200 });
    expect((await retryDelivery(world.ctx, id)).status).toBe("delivered");
    expect(await planned(id)).toHaveLength(1);
  });

  test("waits while the webhook is paused, and is refused while it is disabled", async () => {
    const { id, webhookId } = await fail();
    await setStatus(webhookId, "disabled");
    await expect(retryDelivery(world.ctx, id)).rejects.toMatchObject({
      code: "webhook_disabled",
      message: expect.stringContaining("disabled"),
    });
    await setStatus(webhookId, "paused");
    expect((await retryDelivery(world.ctx, id)).status).toBe("held");
  });

  test("is refused once the payload is gone", async () => {
    const { id, eventId } = await fail();
    await world.database.sql("DELETE FROM events WHERE id = $1", [eventId]);
    await expect(retryDelivery(world.ctx, id)).rejects.toMatchObject({ code: "payload_expired" });
    expect(await getDelivery(world.ctx, id)).toMatchObject({ body: null });
  });
});

describe("cancelling", () => {
  test("ends an open delivery, and the counters say so", async () => {
    const { id, webhookId } = await deliver();
    expect(await cancelDelivery(world.ctx, id)).toMatchObject({
      status: "cancelled",
      nextAttemptAt: null,
      completedAt: expect.any(String),
    });
    expect(await planned(id)).toEqual([]);
    const [stats] = await world.database.sql(
      "SELECT sum(created)::int AS created, sum(cancelled)::int AS cancelled FROM webhook_stats WHERE webhook_id = $1",
      [webhookId],
    );
    expect(stats).toEqual({ created: 1, cancelled: 1 });
    await expect(cancelDelivery(world.ctx, id)).rejects.toMatchObject({ code: "delivery_not_cancellable" });
  });

  test("takes a waiting manual retry back, and leaves the delivery failed", async () => {
    const { id } = await fail();
    await retryDelivery(world.ctx, id);
    expect((await cancelDelivery(world.ctx, id)).status).toBe("failed");
  });

  test("is refused while the request is on the wire", async () => {
    const { id } = await deliver();
    await claim(world.ctx, id);
    await expect(cancelDelivery(world.ctx, id)).rejects.toMatchObject({
      code: "delivery_not_cancellable",
      message: expect.stringContaining("right now"),
    });
    expect(await planned(id)).toHaveLength(1);
  });
});

describe("a replay", () => {
  test("makes new deliveries of the same event to all that are subscribed now", async () => {
    const tenant = await world.newWorkspace();
    const first = await insertWebhook(tenant, { events: ["user.*"] });
    const { id } = await triggerEvent(tenant, { type: "user.created", data: {} });
    const second = await insertWebhook(tenant, { events: ["user.created"] });
    await insertWebhook(tenant, { events: ["project.created"] });
    await insertWebhook(tenant, { events: ["*"], status: "disabled" });
    const { eventId, deliveries } = await replayEvent(tenant, id, {});
    expect(eventId).toBe(id);
    expect(deliveries.map(({ webhookId }) => webhookId).toSorted()).toEqual([first, second].toSorted());
    const { data } = await listDeliveries(tenant, ListDeliveriesQuery.parse({ trigger: "replay" }));
    expect(data.map((delivery) => [delivery.eventId, delivery.status])).toEqual([
      [id, "pending"],
      [id, "pending"],
    ]);
  });

  test("goes to the one webhook that is named, unless it is disabled, foreign or bound to another project", async () => {
    const tenant = await world.newWorkspace();
    const { id } = await triggerEvent(tenant, { type: "user.created", data: {} });
    await expect(replayEvent(tenant, id, {})).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("nothing to send"),
    });
    const unsubscribed = await insertWebhook(tenant, { events: ["project.created"] });
    expect((await replayEvent(tenant, id, { webhookId: unsubscribed })).deliveries).toHaveLength(1);
    const disabled = await insertWebhook(tenant, { status: "disabled" });
    await expect(replayEvent(tenant, id, { webhookId: disabled })).rejects.toMatchObject({ code: "webhook_disabled" });
    const bound = await insertWebhook(tenant, { projectId: await insertProject(tenant) });
    await expect(replayEvent(tenant, id, { webhookId: bound })).rejects.toMatchObject({ code: "conflict" });
    await expect(replayEvent(tenant, id, { webhookId: await insertWebhook(world.stranger) })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(replayEvent(world.stranger, id, {})).rejects.toMatchObject({ code: "not_found" });
  });
});

/** 7 failed of one webhook, 3 of a disabled one, 1 delivered, 1 planned by hand already. */
async function arrangeFailures() {
  const tenant = await world.newWorkspace();
  const good = await insertWebhook(tenant, { events: ["user.created"] });
  const failed = [];
  for (let n = 0; n < 7; n += 1) failed.push((await fail(tenant, good)).id);
  const delivered = await deliver(tenant, good);
  await recordOutcome(tenant, { deliveryId: delivered.id, status: "delivered", statusCode: 200 });
  await world.database.sql("UPDATE webhooks SET events = '{project.created}' WHERE id = $1", [good]);
  const disabled = await insertWebhook(tenant, { events: ["user.created"] });
  for (let n = 0; n < 3; n += 1) await fail(tenant, disabled);
  await setStatus(disabled, "disabled");
  return { tenant, good, disabled, failed, delivered: delivered.id };
}

describe("retrying what failed", () => {
  test("puts every failed delivery back at once, and says how many", async () => {
    const { tenant, failed, good } = await arrangeFailures();
    world.rings.length = 0;
    const { retried, jobId } = await retryFailed(tenant, {});
    expect(retried).toBe(7);
    expect(world.rings).toEqual([good]);
    expect(await getBulkJob(tenant, jobId)).toMatchObject({
      status: "done",
      total: 10,
      processed: 10,
      retried: 7,
      skipped: 3,
      finishedAt: expect.any(String),
    });
    for (const id of failed)
      expect(await planned(id)).toEqual([{ trigger: "manual", due: true, actor: "test", bulk_job_id: jobId }]);
    expect((await retryFailed(tenant, {})).retried).toBe(0);
  });

  test("keeps to the webhook, type and time that are named", async () => {
    const { tenant, good, disabled } = await arrangeFailures();
    expect((await retryFailed(tenant, { webhookId: disabled })).retried).toBe(0);
    expect((await retryFailed(tenant, { eventType: "project.*" })).retried).toBe(0);
    expect((await retryFailed(tenant, { to: new Date("2020-01-01") })).retried).toBe(0);
    expect(
      (await retryFailed(tenant, { webhookId: good, eventType: "user.created", from: new Date(Date.now() - 60_000) }))
        .retried,
    ).toBe(7);
  });
});

describe("a bulk retry", () => {
  test("as a dry run counts by webhook and status, names what is left out, and changes nothing", async () => {
    const { tenant, good, failed } = await arrangeFailures();
    const { preview, job } = await bulkRetry(
      tenant,
      BulkRetryInput.parse({ filter: { status: "failed,delivered" }, dryRun: true }),
    );
    expect(job).toBeNull();
    expect(preview).toEqual({
      total: 11,
      exact: true,
      retryable: 8,
      byWebhook: [{ webhookId: good, name: "Test", count: 8 }],
      byStatus: [
        { status: "failed", count: 7 },
        { status: "delivered", count: 1 },
      ],
      excluded: [{ reason: "webhook_disabled", count: 3 }],
    });
    for (const id of failed) expect(await planned(id)).toEqual([]);
    expect((await listBulkJobs(tenant, { limit: 50 })).data).toEqual([]);
  });

  test("without a status is about what failed; steps go on where the last one stopped and can be stopped", async () => {
    const { tenant, delivered } = await arrangeFailures();
    const { job } = await bulkRetry(tenant, BulkRetryInput.parse({ filter: {} }));
    const jobId = job?.id ?? "";
    const step = () => runBulkJobStep(world.database, tenant.services, jobId, 4);
    expect(await step()).toEqual({ finished: false, changed: 1 });
    expect(await getBulkJob(tenant, jobId)).toMatchObject({
      status: "running",
      total: 10,
      processed: 4,
      retried: 1,
      skipped: 3,
    });
    expect(await step()).toEqual({ finished: false, changed: 4 });
    expect(await cancelBulkJob(tenant, jobId)).toMatchObject({ status: "cancelled" });
    expect(await step()).toEqual({ finished: true, changed: 0 });
    expect(await planned(delivered)).toEqual([]);
    await expect(cancelBulkJob(tenant, jobId)).rejects.toMatchObject({ code: "conflict" });
    const rest = await bulkRetry(tenant, BulkRetryInput.parse({ filter: {} }));
    expect(rest.preview.retryable).toBe(2);
    expect(await runBulkJobStep(world.database, tenant.services, rest.job?.id ?? "")).toEqual({
      finished: true,
      changed: 2,
    });
  });

  test("takes the same filter as the list, a search of payloads included", async () => {
    const { tenant, failed } = await arrangeFailures();
    const [id = ""] = failed;
    const { eventId } = await getDelivery(tenant, id);
    for (const filter of [{ eventId }, { q: id }, { q: "data.id:1", eventId, code: "5xx" }]) {
      const { preview } = await bulkRetry(tenant, BulkRetryInput.parse({ filter, dryRun: true }));
      expect([filter, preview.retryable]).toEqual([filter, 1]);
    }
  });
});

test("another workspace can neither retry, cancel nor see, and its bulk retries reach only its own", async () => {
  const { tenant, failed } = await arrangeFailures();
  const [id = ""] = failed;
  await expect(retryDelivery(world.stranger, id)).rejects.toMatchObject({ code: "not_found" });
  await expect(cancelDelivery(world.stranger, id)).rejects.toMatchObject({ code: "not_found" });
  expect(
    (await bulkRetry(world.stranger, BulkRetryInput.parse({ filter: { q: id }, dryRun: true }))).preview.total,
  ).toBe(0);
  expect((await retryFailed(world.stranger, {})).retried).toBe(0);
  const { jobId } = await retryFailed(tenant, {});
  await expect(getBulkJob(world.stranger, jobId)).rejects.toMatchObject({ code: "not_found" });
  await expect(cancelBulkJob(world.stranger, jobId)).rejects.toMatchObject({ code: "not_found" });
});
