import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { QueueConnection } from "@/lib/platform/env";
import { createRinger, startDoorbell } from "@/lib/queue";
import { startProxy } from "@/rig/proxy";
import { createEmptyDatabase } from "../../harness/database";
import { startPostgres } from "../../harness/postgres";
import { startRedis } from "../../harness/redis";
import { silentLogger as logger } from "./backends";

function openBoth(connection: QueueConnection) {
  const heard: string[] = [];
  const ringer = createRinger({ connection, logger });
  const doorbell = startDoorbell({ connection, logger, onRing: (ids) => heard.push(...ids) });
  onTestFinished(async () => {
    await Promise.all([ringer.close(), doorbell.close()]);
  });
  return { ringer, heard };
}

async function timed(work: Promise<void>): Promise<number> {
  const startMs = performance.now();
  await work;
  return performance.now() - startMs;
}

/** Rings new webhooks until one is heard. @returns how long that took, in ms. */
async function ringUntilHeard({ ringer, heard }: ReturnType<typeof openBoth>): Promise<number> {
  const before = heard.length;
  const startMs = performance.now();
  for (let i = 0; heard.length === before; i++) {
    expect(performance.now() - startMs).toBeLessThan(15_000);
    await ringer.ring([`wh_${startMs}_${i}`]);
    await sleep(20);
  }
  return performance.now() - startMs;
}

describe("Redis in trouble", () => {
  async function startOwnRedis() {
    const redis = await startRedis();
    onTestFinished(() => redis.kill());
    return { redis, connection: { backend: "redis", url: redis.url } as const };
  }

  test("a Redis that is absent at start delays no caller, and rings flow once it is there", async () => {
    const { redis, connection } = await startOwnRedis();
    await redis.kill();
    const both = openBoth(connection);
    for (let i = 0; i < 20; i++) {
      expect(await timed(both.ringer.ring([`wh_${i}`]))).toBeLessThan(300);
      await sleep(10);
    }
    await redis.start();
    expect(await ringUntilHeard(both)).toBeLessThan(5_000);
  });

  test("a Redis that is killed and comes back empty delays no caller, and rings flow within 5 s", async () => {
    const { redis, connection } = await startOwnRedis();
    const both = openBoth(connection);
    await ringUntilHeard(both);
    for (let round = 0; round < 2; round++) {
      await redis.kill();
      for (let i = 0; i < 20; i++) expect(await timed(both.ringer.ring([`wh_${i}`]))).toBeLessThan(300);
      await sleep(1_000);
      await redis.start();
      expect(await ringUntilHeard(both)).toBeLessThan(5_000);
    }
  });

  test("a Redis that hangs delays one caller by 250 ms and nobody after that", async () => {
    const { redis, connection } = await startOwnRedis();
    const both = openBoth(connection);
    await ringUntilHeard(both);
    const admin = new Redis(redis.url);
    onTestFinished(() => admin.disconnect());
    await admin.call("CLIENT", "PAUSE", "3000", "ALL");
    const first = await timed(both.ringer.ring(["wh_first"]));
    expect(first).toBeGreaterThan(200);
    expect(first).toBeLessThan(400);
    for (let i = 0; i < 20; i++) expect(await timed(both.ringer.ring([`wh_${i}`]))).toBeLessThan(100);
    await vi.waitFor(() => expect(both.heard).toEqual(expect.arrayContaining(["wh_first", "wh_19"])), 10_000);
  });

  test("a Redis that is emptied under load loses no ring that comes after it", async () => {
    const { redis, connection } = await startOwnRedis();
    const { ringer, heard } = openBoth(connection);
    const admin = new Redis(redis.url);
    onTestFinished(() => admin.disconnect());
    for (let round = 0; round < 5; round++) {
      for (let i = 0; i < 200; i++) void ringer.ring([`wh_${i % 50}`]);
      await admin.flushall();
      heard.length = 0;
      const after = Array.from({ length: 50 }, (_, i) => `wh_${i}`);
      await ringer.ring(after);
      await vi.waitFor(() => expect(new Set(heard)).toEqual(new Set(after)), 10_000);
    }
  });

  test("with Redis gone, both ends close within 8 s", async () => {
    const { redis, connection } = await startOwnRedis();
    const ringer = createRinger({ connection, logger });
    const doorbell = startDoorbell({ connection, logger, onRing: () => undefined });
    await ringer.ring(["wh_a"]);
    await redis.kill();
    void ringer.ring(["wh_b"]);
    expect(await timed(Promise.all([ringer.close(), doorbell.close()]).then(() => undefined))).toBeLessThan(8_000);
  });
});

describe("PostgreSQL in trouble", () => {
  test("absent at start, stopped in order or crashed: rings delay no caller and flow again within 5 s", async () => {
    const postgres = await startPostgres();
    onTestFinished(() => postgres.remove());
    await postgres.stop("fast");
    const both = openBoth({ backend: "postgres", connectionString: postgres.url("postgres") });
    for (const mode of ["fast", "immediate"] as const) {
      for (let i = 0; i < 5; i++) expect(await timed(both.ringer.ring([`wh_${i}`]))).toBeLessThan(300);
      await sleep(1_500);
      await postgres.start();
      expect(await ringUntilHeard(both)).toBeLessThan(5_000);
      expect(await ringUntilHeard(both)).toBeLessThan(1_000);
      await postgres.stop(mode);
    }
    await postgres.start();
    expect(await ringUntilHeard(both)).toBeLessThan(5_000);
  });

  test("cut off while a queue is being opened: the process goes on, and rings flow within 5 s", async () => {
    const { url } = await createEmptyDatabase();
    const proxy = await startProxy(url);
    onTestFinished(() => proxy.close());
    // An error of a connection that nobody listens to ends a process; vitest, which catches it, ends with an error then.
    let cuts = 0;
    proxy.cutAfter((chunk) => "QP".includes(String.fromCharCode(chunk[0] ?? 0)) && (cuts += 1) <= 4);
    const both = openBoth({ backend: "postgres", connectionString: proxy.url });
    expect(await ringUntilHeard(both)).toBeLessThan(5_000);
    expect(cuts).toBeGreaterThan(4);
  });
});
