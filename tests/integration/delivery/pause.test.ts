import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { transact } from "@/lib/access";
import { seedEventTypes } from "@/lib/event-types";
import { getQueueStats, listDeliveries, pauseQueue, resumeQueue, retryDelivery } from "@/lib/deliveries";
import { ListDeliveriesQuery } from "@/lib/deliveries/schemas";
import { triggerEvent } from "@/lib/events";
import { createWebhook, pauseWebhook, resumeWebhook } from "@/lib/webhooks";
import { newId } from "@/lib/core/ids";
import { type Backend, openStage, type Stage } from "./stage";

const DELIVERED = "SELECT count(*)::int FROM deliveries WHERE status = 'delivered'";
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each<Backend>(["postgres", "redis"])("deliveries of a paused workspace, with the queue on %s,", (backend) => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage({ backend });
  });
  afterEach(() => stage.close());

  it("are made and held, a worker that starts meanwhile included, and all go when it is resumed", async () => {
    const { path } = await stage.newWebhook();
    await stage.startWorker();
    expect(await pauseQueue(stage.ctx, { reason: "The receivers migrate." })).toEqual({
      pausedBy: { reason: "The receivers migrate.", actor: "test", since: expect.any(String) },
    });
    const id = await stage.send();
    await stage.sendMany(20);
    await stage.startWorker();
    await wait(2_500);
    expect(stage.receiver.requestsTo(path).length).toBe(0);
    expect(await getQueueStats(stage.ctx, backend)).toMatchObject({
      waiting: 0,
      active: 0,
      held: 21,
      paused: 0,
      oldestWaitingMs: null,
      pausedBy: { reason: "The receivers migrate.", actor: "test" },
    });
    const { data } = await listDeliveries(stage.ctx, ListDeliveriesQuery.parse({ status: "held", limit: 100 }));
    expect(data.length).toBe(21);
    // What a person asks for waits too.
    expect((await retryDelivery(stage.ctx, id)).status).toBe("held");

    expect(await resumeQueue(stage.ctx)).toEqual({ pausedBy: null });
    await stage.waitForCount(DELIVERED, 21);
    expect(await getQueueStats(stage.ctx, backend)).toMatchObject({ held: 0, pausedBy: null });
  });

  it("stay held after it when their webhook is paused too, and the others go", async () => {
    const both = await stage.newWebhook();
    const other = await stage.newWebhook();
    await pauseWebhook(stage.ctx, both.id);
    await pauseQueue(stage.ctx, { reason: "Maintenance" });
    await stage.startWorker();
    await stage.sendMany(3);
    await resumeQueue(stage.ctx);
    await stage.receiver.waitForRequests(3, { path: other.path });
    await wait(2_500);
    expect(stage.receiver.requestsTo(both.path).length).toBe(0);
    expect((await getQueueStats(stage.ctx, backend)).held).toBe(3);
    await resumeWebhook(stage.ctx, both.id);
    await stage.receiver.waitForRequests(3, { path: both.path });
  });
});

describe("pausing a workspace's deliveries", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  it("finishes what is on the wire, and gives back what was claimed ahead", async () => {
    const { path } = await stage.newWebhook();
    stage.receiver.script(path, { status: 200, delayMs: 700 });
    await stage.startWorker();
    await stage.sendMany(200);
    await stage.receiver.waitForRequests(1, { path });
    await pauseQueue(stage.ctx, { reason: "Stop" });
    await stage.waitForCount("SELECT count(*)::int FROM planned_attempts WHERE lease IS NOT NULL", 0);
    const sent = stage.receiver.requestsTo(path).length;
    await wait(1_500);
    expect(stage.receiver.requestsTo(path).length).toBe(sent);
    await stage.waitForCount(DELIVERED, sent);
    await stage.waitForCount("SELECT count(*)::int FROM deliveries WHERE attempt_count = 0", 200 - sent);
  });

  it("holds the retries of what failed, also of what workers died with", async () => {
    const { path } = await stage.newWebhook({ retryScheduleMs: [1_000] });
    stage.receiver.script(path, { status: 500 }, { status: 200 });
    const id = await stage.send();
    await pauseQueue(stage.ctx, { reason: "Stop" });
    await stage.runtime.database.sql("UPDATE planned_attempts SET crashes = 2");
    await stage.startWorker();
    await wait(2_500);
    expect(stage.receiver.requestsTo(path).length).toBe(0);
    await resumeQueue(stage.ctx);
    await stage.waitForState(id, "delivered");
  });

  it("is no business of another workspace", async () => {
    const { ctx, receiver, runtime } = stage;
    const workspaceId = newId("workspace");
    await runtime.database.prisma.workspace.create({ data: { id: workspaceId, slug: "other", name: "Other" } });
    const other = await runtime.systemContext(workspaceId, "other");
    await seedEventTypes(other);
    const input = { name: "Other", url: `${receiver.url}/other`, events: ["project.created"] };
    await createWebhook(other, input as Parameters<typeof createWebhook>[1]);
    await pauseQueue(ctx, { reason: "Stop" });
    await stage.startWorker();
    await transact(other, (tx) => triggerEvent(tx, { type: "project.created", data: {} }));
    await receiver.waitForRequests(1, { path: "/other" });
    expect((await getQueueStats(other, "postgres")).pausedBy).toBeNull();
  });

  it("is on record with its reason, is refused a second time, and resuming twice is no mistake", async () => {
    const { ctx } = stage;
    await pauseQueue(ctx, { reason: "First" });
    await expect(pauseQueue(ctx, { reason: "Second" })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("by test: First"),
    });
    await resumeQueue(ctx);
    await resumeQueue(ctx);
    const entries = await ctx.db.auditEntry.findMany({
      where: { action: { startsWith: "queue." } },
      orderBy: { id: "asc" },
    });
    expect(entries.map(({ action, diff }) => ({ action, diff }))).toEqual([
      { action: "queue.paused", diff: { reason: [null, "First"] } },
      { action: "queue.resumed", diff: { reason: ["First", null] } },
    ]);
  });

  it("takes somebody who may change webhooks", async () => {
    const viewer = { ...stage.ctx, actor: { kind: "user", id: newId("user"), name: "Vi", role: "viewer" } as const };
    await expect(pauseQueue(viewer, { reason: "No" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(resumeQueue(viewer)).rejects.toMatchObject({ code: "forbidden" });
  });
});
