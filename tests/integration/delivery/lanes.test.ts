import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { retryDelivery } from "@/lib/deliveries";
import { pauseWebhook, resumeWebhook } from "@/lib/webhooks";
import { openStage, type Stage } from "./stage";

const DELIVERED = "SELECT count(*)::int FROM deliveries WHERE status = 'delivered'";

describe("deliveries of one webhook", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  it("are held while it is paused, and let go when it is resumed", async () => {
    const { id, path } = await stage.newWebhook();
    await pauseWebhook(stage.ctx, id);
    await stage.startWorker();
    await stage.sendMany(5);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(stage.receiver.requestsTo(path).length).toBe(0);
    await resumeWebhook(stage.ctx, id);
    await stage.receiver.waitForRequests(5, { path });
    await stage.waitForCount(DELIVERED, 5);
  });

  it("go out no faster than its rate limit", async () => {
    const { path } = await stage.newWebhook({ rateLimit: 10 });
    await stage.sendMany(30);
    await stage.startWorker();
    const requests = await stage.receiver.waitForRequests(30, { path });
    const times = requests.map(({ receivedAtMs }) => receivedAtMs);
    const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
    // 30 at 10/s with 2 in advance take 2.8 s; a busy machine may bunch them, but not make them early.
    expect(spanMs).toBeGreaterThanOrEqual(2_500);
    expect(spanMs).toBeLessThan(8_000);
  });

  it("cost a dead endpoint ten attempts; the rest waits with its schedule unmoved, and one probe goes out", async () => {
    const { id: webhookId, path } = await stage.newWebhook({ retryScheduleMs: [60_000] });
    stage.receiver.script(path, { status: 503 });
    await stage.sendMany(60);
    await stage.startWorker();
    await stage.waitForCount("SELECT count(*)::int FROM lanes WHERE breaker = 'open'", 1);
    await stage.waitForCount("SELECT count(*)::int FROM planned_attempts WHERE lease IS NOT NULL", 0);
    const attempted = stage.receiver.requestsTo(path).length;
    expect(attempted).toBeGreaterThanOrEqual(10);
    // Those in flight beside the tenth still come to their end.
    expect(attempted).toBeLessThanOrEqual(20);
    await stage.waitForCount("SELECT count(*)::int FROM deliveries WHERE attempt_count = 0", 60 - attempted);
    stage.receiver.script(path, { status: 200 });
    await stage.receiver.waitForRequests(attempted + 1, { path, timeoutMs: 10_000 });
    const probedAtMs = stage.receiver.requestsTo(path)[attempted]?.receivedAtMs ?? 0;
    const openedAtMs = stage.receiver.requestsTo(path)[attempted - 1]?.receivedAtMs ?? 0;
    expect(probedAtMs - openedAtMs).toBeGreaterThanOrEqual(4_000);
    await stage.waitForCount(`SELECT consecutive_failures FROM lanes WHERE webhook_id = '${webhookId}'`, 0);
    const [lane] = await stage.runtime.database.sql("SELECT breaker, ramp_rate FROM lanes");
    expect(lane).toEqual({ breaker: "closed", ramp_rate: 5 });
  });

  it("go on after ten failures in a row of one worker when the breaker, for what others were answered, stays closed", async () => {
    const { path } = await stage.newWebhook({ retryScheduleMs: [60_000], rateLimit: 20 });
    stage.receiver.script(path, { status: 503 });
    const ofOthers = setInterval(() => {
      void stage.runtime.database.sql("UPDATE lanes SET consecutive_failures = 0");
    }, 5);
    await stage.sendMany(18);
    await stage.startWorker();
    await stage.receiver.waitForRequests(18, { path, timeoutMs: 10_000 }).finally(() => clearInterval(ofOthers));
    expect(await stage.runtime.database.sql("SELECT breaker FROM lanes")).toEqual([{ breaker: "closed" }]);
  });

  it("go out again as soon as a person retries one of them, although the breaker is open", async () => {
    const { id: webhookId, path } = await stage.newWebhook({ retryScheduleMs: [60_000] });
    stage.receiver.script(path, { status: 503 });
    await stage.sendMany(30);
    await stage.startWorker();
    await stage.waitForCount("SELECT count(*)::int FROM lanes WHERE breaker = 'open'", 1);
    await stage.waitForCount("SELECT count(*)::int FROM planned_attempts WHERE lease IS NOT NULL", 0);
    await stage.runtime.database.sql("UPDATE lanes SET probe_at = now() + interval '5 minutes'");
    stage.receiver.script(path, { status: 200 });
    const [waiting] = await stage.runtime.database.sql<{ id: string }>(
      "SELECT id FROM deliveries WHERE webhook_id = $1 ORDER BY id DESC LIMIT 1",
      [webhookId],
    );
    await retryDelivery(stage.ctx, waiting?.id ?? "");
    await stage.waitForState(waiting?.id ?? "", "delivered", 5_000);
    await stage.waitForCount("SELECT count(*)::int FROM deliveries WHERE attempt_count = 0", 0, 20_000);
  });

  it("are not slowed by other endpoints that hang or fail", async () => {
    for (let index = 0; index < 5; index += 1) {
      const { path } = await stage.newWebhook({ events: ["project.deleted"], timeoutMs: 5_000 });
      stage.receiver.script(path, index % 2 === 0 ? { hang: true } : { status: 500 });
    }
    const healthy = await stage.newWebhook();
    await stage.startWorker();
    const trouble = Array.from({ length: 200 }, () => ({ type: "project.deleted", dataText: "{}" }));
    await stage.runtime.ingestor.submit({ workspaceId: stage.ctx.workspace.id, events: trouble });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const latenciesMs = await stage.latenciesOf(healthy, 40);
    expect(latenciesMs[Math.floor(latenciesMs.length * 0.95)]).toBeLessThan(1_000);
  });

  it("are not slowed by three times as many endpoints that hang as the worker has slots", async () => {
    await stage.close();
    stage = await openStage({ settings: { WEBHOOK_WORKER_CONCURRENCY: "20" } });
    for (let index = 0; index < 60; index += 1) {
      const { path } = await stage.newWebhook({ events: ["project.deleted"], timeoutMs: 5_000 });
      stage.receiver.script(path, { hang: true });
    }
    const healthy = await stage.newWebhook();
    await stage.startWorker();
    await stage.send({}, healthy.id);
    await stage.waitForCount(DELIVERED, 1);
    const trouble = Array.from({ length: 10 }, () => ({ type: "project.deleted", dataText: "{}" }));
    await stage.runtime.ingestor.submit({ workspaceId: stage.ctx.workspace.id, events: trouble });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const latenciesMs = await stage.latenciesOf(healthy, 40);
    expect(latenciesMs[Math.floor(latenciesMs.length * 0.95)]).toBeLessThan(1_000);
  });

  it("never have more requests in flight than the worker's concurrency, nor more than 64 % of it", async () => {
    await stage.close();
    stage = await openStage({ settings: { WEBHOOK_WORKER_CONCURRENCY: "10" } });
    const { path } = await stage.newWebhook();
    stage.receiver.script(path, { status: 200, delayMs: 60 });
    await stage.sendMany(150);
    await stage.startWorker();
    await stage.waitForCount(DELIVERED, 150, 20_000);
    const times = stage.receiver.requestsTo(path).map(({ receivedAtMs }) => receivedAtMs);
    // Each is answered after 60 ms, so what came within 55 ms was in flight together.
    const together = times.map((time) => times.filter((other) => other <= time && other > time - 55).length);
    expect(Math.max(...together)).toBeLessThanOrEqual(7);
    expect(Math.max(...together)).toBeGreaterThanOrEqual(4);
  });
});
