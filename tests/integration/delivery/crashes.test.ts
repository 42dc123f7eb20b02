import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { migrateDatabase } from "@/scripts/prisma/migrate";
import { startPostgres, type TestPostgres } from "@/tests/harness/postgres";
import { startRedis } from "@/tests/harness/redis";
import { type Backend, openStage, type Stage, until } from "./stage";
import { buildWorker, spawnWorker, type WorkerProcess } from "./worker-process";

const CONCURRENCY = 20;
const SETTINGS = { WEBHOOK_WORKER_CONCURRENCY: String(CONCURRENCY) };
const NOT_DELIVERED = "SELECT count(*)::int FROM deliveries WHERE status <> 'delivered'";

describe("no delivery is lost", () => {
  let stage: Stage;
  let workers: WorkerProcess[] = [];
  let removeBuild: () => Promise<void>;
  beforeAll(async () => {
    removeBuild = await buildWorker();
  });
  afterAll(() => removeBuild());
  afterEach(async () => {
    for (const worker of workers) worker.kill("SIGKILL");
    workers = [];
    await stage.close();
  });

  const start = async () => {
    const worker = await spawnWorker(stage.env);
    workers.push(worker);
    return worker;
  };
  const idsReceived = () => stage.receiver.requests.map(({ headers }) => headers["webhook-id"]);
  const duplicates = () => idsReceived().length - new Set(idsReceived()).size;

  it.each<Backend>(["redis", "postgres"])(
    "when a worker is killed in the middle of 1,000 (queue on %s), and what was in flight comes again within 40 s",
    async (backend) => {
      stage = await openStage({ backend, settings: SETTINGS });
      const { path } = await stage.newWebhook();
      stage.receiver.script(path, { status: 200, delayMs: 10 });
      const first = await start();
      await stage.sendMany(1_000);
      await stage.receiver.waitForRequests(300, { path });
      first.kill("SIGKILL");
      await first.exited;
      const killedAtMs = Date.now();
      await start();
      await stage.waitForCount(NOT_DELIVERED, 0, 40_000);
      expect(Date.now() - killedAtMs).toBeLessThan(40_000);
      expect(new Set(idsReceived()).size).toBe(1_000);
      expect(duplicates()).toBeLessThanOrEqual(CONCURRENCY);
      await stage.waitForCount("SELECT sum(delivered)::int FROM webhook_stats", 1_000);
    },
    90_000,
  );

  it("nor sent twice when a worker is stopped in order, and it exits with 0", async () => {
    stage = await openStage({ settings: SETTINGS });
    const { path } = await stage.newWebhook();
    stage.receiver.script(path, { status: 200, delayMs: 30 });
    await stage.sendMany(400);
    for (let round = 1; round <= 3; round += 1) {
      const worker = await start();
      await stage.receiver.waitForRequests(round * 80, { path });
      worker.kill("SIGTERM");
      expect(await worker.exited).toBe(0);
      await stage.waitForCount("SELECT count(*)::int FROM planned_attempts WHERE lease IS NOT NULL", 0);
      await stage.waitForCount("SELECT count(*)::int FROM workers", 0);
    }
    await start();
    await stage.waitForCount(NOT_DELIVERED, 0, 20_000);
    expect(duplicates()).toBe(0);
  }, 90_000);

  it("nor sent twice when Redis is emptied again and again", async () => {
    stage = await openStage({ backend: "redis", settings: SETTINGS });
    const redis = new Redis(stage.env.REDIS_URL ?? "");
    const { path } = await stage.newWebhook();
    stage.receiver.script(path, { status: 200, delayMs: 10 });
    await start();
    for (let round = 1; round <= 5; round += 1) {
      await stage.sendMany(100);
      await redis.flushdb();
    }
    await stage.waitForCount(NOT_DELIVERED, 0, 20_000);
    redis.disconnect();
    expect(idsReceived().length).toBe(500);
    expect(duplicates()).toBe(0);
  }, 60_000);

  it("when Redis is away as the worker starts, is back later, and goes again", async () => {
    const redis = await startRedis();
    await redis.kill();
    stage = await openStage({ redisUrl: redis.url, settings: SETTINGS });
    await stage.newWebhook();
    const worker = await start();
    await stage.sendMany(50);
    await stage.waitForCount(NOT_DELIVERED, 0, 10_000);
    await redis.start();
    await stage.sendMany(50);
    await stage.waitForCount(NOT_DELIVERED, 0, 10_000);
    await redis.kill();
    await stage.sendMany(50);
    await stage.waitForCount(NOT_DELIVERED, 0, 10_000);
    expect(idsReceived().length).toBe(150);
    expect(duplicates()).toBe(0);
    worker.kill("SIGTERM");
    expect(await worker.exited).toBe(0);
  }, 90_000);

  describe("when PostgreSQL is stopped at once", () => {
    let postgres: TestPostgres;
    beforeEach(async () => {
      // What a commit does not wait for is written when some other commit does, or after this long.
      postgres = await startPostgres({ durable: true, settings: { wal_writer_delay: "10s" } });
      await migrateDatabase(postgres.url("postgres"));
      stage = await openStage({ databaseUrl: postgres.url("postgres"), settings: SETTINGS });
      // After the stage is closed, which afterEach does.
      return () => postgres.remove();
    });

    async function expectEachDeliveredOnce(count: number, worker: WorkerProcess): Promise<void> {
      const isDone = async () => {
        const rows = await stage.runtime.database.sql(NOT_DELIVERED).catch(() => []);
        return rows[0]?.count === 0;
      };
      await until(isDone, "everything to be delivered", 40_000);
      expect(worker.isRunning()).toBe(true);
      expect(new Set(idsReceived()).size).toBe(count);
      expect(duplicates()).toBe(0);
    }

    it("in the middle and comes back, nor sent twice, and no process gives up", async () => {
      const { path } = await stage.newWebhook();
      stage.receiver.script(path, { status: 200, delayMs: 10 });
      await stage.sendMany(1_000);
      const worker = await start();
      await stage.receiver.waitForRequests(200, { path });
      await postgres.stop("immediate");
      await sleep(2_000);
      await postgres.start();
      await expectEachDeliveredOnce(1_000, worker);
      worker.kill("SIGTERM");
      expect(await worker.exited).toBe(0);
    }, 120_000);

    it("after a claim, before anything was recorded: what the worker holds stays its own", async () => {
      const { path } = await stage.newWebhook();
      stage.receiver.script(path, { status: 200, delayMs: 3_000 });
      await stage.sendMany(50);
      const worker = await start();
      await stage.receiver.waitForRequests(1, { path });
      await postgres.stop("immediate");
      await postgres.start();
      stage.receiver.script(path, { status: 200 });
      await expectEachDeliveredOnce(50, worker);
    }, 120_000);
  });
});
