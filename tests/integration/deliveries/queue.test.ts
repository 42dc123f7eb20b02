import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getQueueSchedule, getQueueStats, getQueueWorkers, pauseQueue, resumeQueue } from "@/lib/deliveries";
import { triggerEvent } from "@/lib/events";
import { insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";
import { claim } from "./arrange";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const insertWorker = (id: string, silentSeconds: number) =>
  world.database.sql(
    `INSERT INTO workers (id, hostname, pid, version, concurrency, in_flight, started_at, heartbeat_at)
     VALUES ($1, 'host', 1, '1.2.3', 50, 7, now() - interval '1 hour', now() - make_interval(secs => $2))`,
    [id, silentSeconds],
  );

/** One event to one new webhook, due in so many seconds. @returns the delivery's id. */
async function plan(ctx: World["ctx"], dueInSeconds: number, status: "active" | "paused" = "active"): Promise<string> {
  const webhookId = await insertWebhook(ctx, { events: ["user.created"], status });
  await triggerEvent(ctx, { type: "user.created", data: {} });
  const [row] = await world.database.sql<{ delivery_id: string }>(
    "UPDATE planned_attempts SET due_at = now() + make_interval(secs => $2) WHERE webhook_id = $1 RETURNING delivery_id",
    [webhookId, dueInSeconds],
  );
  await world.database.sql("UPDATE webhooks SET events = '{project.created}' WHERE id = $1", [webhookId]);
  return row?.delivery_id ?? "";
}

describe("the workers", () => {
  test("are there while they say so, and are no longer counted 12 s after the last word", async () => {
    await insertWorker("wrk_late", 13);
    await insertWorker("wrk_well", 11);
    const { data, alive } = await getQueueWorkers(world.ctx);
    expect(alive).toBe(1);
    expect(data).toEqual([
      expect.objectContaining({ id: "wrk_well", alive: true, version: "1.2.3", concurrency: 50, inFlight: 7 }),
      expect.objectContaining({ id: "wrk_late", alive: false }),
    ]);
    expect(data[1]?.silentMs).toBeGreaterThanOrEqual(13_000);
    expect((await getQueueStats(world.ctx, "postgres")).workers).toBe(1);
    await world.database.sql("DELETE FROM workers WHERE id = 'wrk_well'");
    expect((await getQueueWorkers(world.ctx)).alive).toBe(0);
    expect((await getQueueStats(world.ctx, "postgres")).workers).toBe(0);
  });
});

describe("the schedule", () => {
  test("counts what waits by when it falls due; not what is due, in flight, held or another workspace's", async () => {
    const tenant = await world.newWorkspace();
    await plan(tenant, -5);
    await plan(tenant, 30);
    await plan(tenant, 90);
    await plan(tenant, 95);
    await plan(tenant, 2 * 3_600);
    await plan(tenant, 45, "paused");
    await claim(tenant, await plan(tenant, 30));
    await plan(world.stranger, 30);

    const schedule = await getQueueSchedule(tenant, { span: "1h" });
    expect(schedule.buckets.length).toBe(60);
    expect(schedule.buckets.flatMap(({ count }, minute) => (count === 0 ? [] : [[minute, count]]))).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(schedule).toMatchObject({ bucketMs: 60_000, later: 1, dueWithinMinute: 1 });
    const fromMs = Date.parse(schedule.from);
    expect(Date.parse(schedule.nextAt ?? "") - fromMs).toBeGreaterThan(25_000);
    expect(Date.parse(schedule.nextAt ?? "") - fromMs).toBeLessThanOrEqual(30_000);
    expect(Date.parse(schedule.lastAt ?? "") - fromMs).toBeGreaterThan(7_190_000);

    const wide = await getQueueSchedule(tenant, { span: "6h" });
    expect([wide.later, wide.buckets.reduce((sum, { count }) => sum + count, 0)]).toEqual([0, 4]);
  });

  test("has nothing to come while everything is held", async () => {
    const tenant = await world.newWorkspace();
    await plan(tenant, 30);
    await pauseQueue(tenant, { reason: "Stop" });
    expect(await getQueueSchedule(tenant, { span: "1h" })).toMatchObject({
      later: 0,
      nextAt: null,
      dueWithinMinute: 0,
    });
    await resumeQueue(tenant);
    expect((await getQueueSchedule(tenant, { span: "1h" })).nextAt).not.toBeNull();
  });

  test("says what came in and went out, minute by minute and per second", async () => {
    const tenant = await world.newWorkspace();
    const webhookId = await insertWebhook(tenant);
    await world.database.sql(
      `INSERT INTO webhook_stats (webhook_id, resolution, at, workspace_id, created, attempts)
       SELECT $1, 'minute', date_trunc('minute', now()) - make_interval(mins => ago), $2, created, attempts
       FROM (VALUES (1, 600, 1200), (3, 10, 0), (40, 99, 99)) AS past (ago, created, attempts)`,
      [webhookId, tenant.workspace.id],
    );
    const { minutes, inPerSecond, outPerSecond } = await getQueueSchedule(tenant, { span: "1h" });
    expect(minutes.length).toBe(16);
    expect(minutes.slice(-4).map(({ in: created, out }) => [created, out])).toEqual([
      [10, 0],
      [0, 0],
      [600, 1200],
      [0, 0],
    ]);
    expect(inPerSecond).toBeGreaterThanOrEqual(5);
    expect(inPerSecond).toBeLessThanOrEqual(10);
    expect(outPerSecond).toBeCloseTo(inPerSecond * 2);
  });
});
