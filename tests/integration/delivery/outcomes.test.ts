import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { retryDelivery } from "@/lib/deliveries";
import { enableWebhook } from "@/lib/webhooks";
import { openStage, type Stage, until } from "./stage";

const SECOND_MS = 1_000;

describe("what a receiver answers", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
    await stage.startWorker();
  });
  afterEach(() => stage.close());

  const gapMs = (first: Date | undefined, second: Date | undefined) =>
    (second?.getTime() ?? 0) - (first?.getTime() ?? 0);

  it("500, 500, 200: is tried again by the schedule until it succeeds, with the same id and a fresh signature", async () => {
    // More than a second at the least: the signature's time is in seconds.
    const { path } = await stage.newWebhook({ retryScheduleMs: [1_500, 1_500, 60_000] });
    stage.receiver.script(path, { status: 500, body: "boom" }, { status: 500 }, { status: 200 });
    const id = await stage.send();
    const delivery = await stage.waitForState(id, "delivered");
    const attempts = await stage.attempts(id);
    expect(attempts.map(({ number, ok, status_code, cause }) => [number, ok, status_code, cause])).toEqual([
      [1, false, 500, "server_error"],
      [2, false, 500, "server_error"],
      [3, true, 200, null],
    ]);
    for (const [earlier, later] of [
      [0, 1],
      [1, 2],
    ] as const) {
      const gap = gapMs(attempts[earlier]?.started_at, attempts[later]?.started_at);
      expect(gap).toBeGreaterThanOrEqual(1_190);
      expect(gap).toBeLessThan(4_000);
    }
    expect(delivery).toMatchObject({ attempt_count: 3, schedule_step: 3, next_attempt_at: null });
    const requests = stage.receiver.requestsTo(path);
    expect(new Set(requests.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(requests.map(({ headers }) => headers["x-webhook-attempt"])).toEqual(["1", "2", "3"]);
    expect(new Set(requests.map(({ headers }) => headers["webhook-signature"])).size).toBe(3);
  });

  it("failures to the end of the schedule: fails, and is not tried again", async () => {
    const { path } = await stage.newWebhook({ retryScheduleMs: [SECOND_MS] });
    stage.receiver.script(path, { drop: true });
    const id = await stage.send();
    const delivery = await stage.waitForState(id, "failed");
    expect(delivery).toMatchObject({ attempt_count: 2, last_cause: "conn_reset", next_attempt_at: null });
    expect(delivery.completed_at).not.toBeNull();
    await stage.waitForCount("SELECT count(*)::int FROM planned_attempts", 0);
  });

  it("a redirect: fails without a second request", async () => {
    const { path } = await stage.newWebhook();
    stage.receiver.script(path, { status: 302, headers: { location: "http://169.254.169.254/latest" } });
    const id = await stage.send();
    expect(await stage.waitForState(id, "retrying")).toMatchObject({ last_cause: "redirect", last_status_code: 302 });
    expect(stage.receiver.requests.length).toBe(1);
  });

  it("nothing before the time limit: ends there as headers_timeout", async () => {
    const { path } = await stage.newWebhook({ timeoutMs: SECOND_MS });
    stage.receiver.script(path, { hang: true });
    const id = await stage.send();
    expect(await stage.waitForState(id, "retrying")).toMatchObject({ last_cause: "headers_timeout" });
    const [attempt] = await stage.attempts(id);
    expect(attempt?.status_code).toBeNull();
  });

  it("410: fails, disables the webhook and says why, lets go of what was open, and tells the workspace", async () => {
    const { id: webhookId, path } = await stage.newWebhook({ retryScheduleMs: [60_000] });
    const watcher = await stage.newWebhook({ events: ["webhook.disabled"] });
    stage.receiver.script(path, { status: 500 }, { status: 410 });
    const waiting = await stage.send({}, webhookId);
    await stage.waitForState(waiting, "retrying");
    const gone = await stage.send({}, webhookId);
    expect(await stage.waitForState(gone, "failed")).toMatchObject({ last_cause: "gone", last_status_code: 410 });
    expect(await stage.waitForState(waiting, "failed")).toMatchObject({ last_cause: "endpoint_disabled" });
    const [webhook] = await stage.runtime.database.sql("SELECT status, status_reason FROM webhooks WHERE id = $1", [
      webhookId,
    ]);
    expect(webhook).toEqual({ status: "disabled", status_reason: "The receiver answered 410 Gone." });
    const [told] = await stage.receiver.waitForRequests(1, { path: watcher.path });
    expect(JSON.parse(told?.body.toString() ?? "{}")).toMatchObject({
      type: "webhook.disabled",
      data: { id: webhookId },
    });
    expect(stage.receiver.requestsTo(path).length).toBe(2);
  });

  it("410 to a request from before somebody enabled the webhook again: does not disable it", async () => {
    const { id: webhookId, path } = await stage.newWebhook({ retryScheduleMs: [60_000] });
    const watcher = await stage.newWebhook();
    // The watcher's event goes to this webhook too: it must not be what disables it.
    stage.receiver.script(path, { status: 410, delayMs: 2_000 }, { status: 410 }, { status: 200 });
    const late = await stage.send({}, webhookId);
    await stage.receiver.waitForRequests(1, { path });
    const status = async () =>
      (
        await stage.runtime.database.sql<{ status: string }>("SELECT status FROM webhooks WHERE id = $1", [webhookId])
      )[0]?.status;
    await stage.waitForState(await stage.send({}, webhookId), "failed");
    await until(async () => (await status()) === "disabled", "the webhook to be disabled");
    await enableWebhook(stage.ctx, webhookId);
    expect(await stage.waitForState(late, "failed")).toMatchObject({ last_cause: "gone" });
    await stage.waitForState(await stage.send({}, watcher.id), "delivered");
    expect(await status()).toBe("active");
  });

  it.each([
    ["in seconds", () => "9", 9_000],
    ["as a date", () => new Date(Date.now() + 20_000).toUTCString(), 17_000],
    ["sooner than the schedule", () => "0", 4_000],
    ["negative", () => "-5", 4_000],
    ["absurd", () => "99999999999999999999", 24 * 3_600_000],
    ["garbage", () => "soon", 4_000],
  ])("429 with Retry-After %s: waits between the schedule's step and 24 h", async (_kind, value, expectedMs) => {
    const { path } = await stage.newWebhook({ retryScheduleMs: [5_000] });
    stage.receiver.script(path, { status: 429, headers: { "retry-after": value() } });
    const id = await stage.send();
    const delivery = await stage.waitForState(id, "retrying");
    const waitMs = gapMs(delivery.last_attempt_at, delivery.next_attempt_at ?? undefined);
    expect(delivery.last_cause).toBe("rate_limited");
    expect(waitMs).toBeGreaterThanOrEqual(expectedMs - 100);
    expect(waitMs).toBeLessThanOrEqual(Math.max(expectedMs, 6_000) + 3_100);
  });
});

describe("a manual retry", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
    await stage.startWorker();
  });
  afterEach(() => stage.close());

  it("that succeeds finishes the delivery, and the scheduled attempt does not come any more", async () => {
    const { path } = await stage.newWebhook({ retryScheduleMs: [2_000, 60_000] });
    stage.receiver.script(path, { status: 500 }, { status: 200 });
    const id = await stage.send();
    await stage.waitForState(id, "retrying");
    await retryDelivery(stage.ctx, id);
    await stage.waitForState(id, "delivered");
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect((await stage.attempts(id)).map(({ trigger, actor }) => [trigger, actor])).toEqual([
      ["schedule", null],
      ["manual", "test"],
    ]);
    expect(stage.receiver.requestsTo(path).length).toBe(2);
  });

  it("that fails leaves the schedule as it was", async () => {
    const { path } = await stage.newWebhook({ retryScheduleMs: [60_000, 60_000] });
    stage.receiver.script(path, { status: 500 });
    const id = await stage.send();
    const before = await stage.waitForState(id, "retrying");
    await retryDelivery(stage.ctx, id);
    await stage.waitForCount(`SELECT attempt_count FROM deliveries WHERE id = '${id}'`, 2);
    expect(await stage.delivery(id)).toMatchObject({
      status: "retrying",
      schedule_step: 1,
      next_attempt_at: before.next_attempt_at,
    });
  });

  it("of a failed delivery may deliver it after all, and the statistics follow", async () => {
    const { path } = await stage.newWebhook({ retryScheduleMs: [1_000] });
    stage.receiver.script(path, { status: 500 }, { status: 500 }, { status: 500 }, { status: 200 });
    const id = await stage.send();
    await stage.waitForState(id, "failed");
    await retryDelivery(stage.ctx, id);
    await stage.waitForCount(`SELECT attempt_count FROM deliveries WHERE id = '${id}'`, 3);
    expect((await stage.delivery(id)).status).toBe("failed");
    await retryDelivery(stage.ctx, id);
    await stage.waitForState(id, "delivered");
    const sums = await stage.runtime.database.sql(
      "SELECT sum(created)::int AS created, sum(delivered)::int AS delivered, sum(retried)::int AS retried, sum(failed)::int AS failed, sum(attempts)::int AS attempts FROM webhook_stats",
    );
    expect(sums).toEqual([{ created: 1, delivered: 1, retried: 1, failed: 0, attempts: 4 }]);
  });
});
