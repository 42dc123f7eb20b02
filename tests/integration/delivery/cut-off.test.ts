import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { claimLanes } from "@/lib/deliveries/engine/claim-lanes";
import { giveBack } from "@/lib/deliveries/engine/give-back";
import { EMPTY_REPORT } from "@/lib/deliveries/engine/lane/lane-state";
import { startProxy } from "@/rig/proxy";
import { migrateDatabase } from "@/scripts/prisma/migrate";
import { startPostgres } from "@/tests/harness/postgres";
import { openStage, type Stage } from "./stage";
import { buildWorker, spawnWorker } from "./worker-process";

const LEASED = "SELECT count(*)::int FROM planned_attempts WHERE lease IS NOT NULL";
const NOT_DELIVERED = "SELECT count(*)::int FROM deliveries WHERE status <> 'delivered'";

let stage: Stage;
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A worker that is cut off as soon as PostgreSQL has its first claim. @returns when that has happened, with the worker. */
async function startCutWorker() {
  stage = await openStage();
  closers.push(() => stage.close());
  const proxy = await startProxy(stage.env.DATABASE_URL ?? "");
  closers.push(() => proxy.close());
  closers.push(await buildWorker());
  const { path } = await stage.newWebhook();
  const worker = await spawnWorker({ ...stage.env, DATABASE_URL: proxy.url });
  closers.push(() => worker.kill("SIGKILL"));
  const isCut = new Promise<void>((resolve) => {
    let isFirst = true;
    proxy.cutAfter((chunk) => {
      if (!isFirst || !chunk.includes("update_lanes")) return false;
      isFirst = false;
      resolve();
      return true;
    });
  });
  await stage.sendMany(20);
  await isCut;
  return { worker, path };
}

it("a claim whose answer was lost waits for no lease: its deliveries are sent at once, and once", async () => {
  const { worker, path } = await startCutWorker();
  await stage.waitForCount(NOT_DELIVERED, 0, 15_000);
  expect(stage.receiver.requestsTo(path).length).toBe(20);
  expect(worker.isRunning()).toBe(true);
}, 60_000);

it("a claim whose answer was lost is given back by a worker that is stopped right after it", async () => {
  const { worker, path } = await startCutWorker();
  worker.kill("SIGTERM");
  expect(await worker.exited).toBe(0);
  expect(stage.receiver.requestsTo(path).length).toBe(0);
  await stage.waitForCount(LEASED, 0, 0);
  await stage.waitForCount(NOT_DELIVERED, 20, 0);
}, 60_000);

it("what is to be given back while PostgreSQL is away is given back once it is there again", async () => {
  const postgres = await startPostgres({ durable: true });
  closers.push(() => postgres.remove());
  await migrateDatabase(postgres.url("postgres"));
  stage = await openStage({ databaseUrl: postgres.url("postgres") });
  closers.push(() => stage.close());
  const { database, logger } = stage.runtime;
  const { id: webhookId } = await stage.newWebhook();
  await stage.sendMany(10);
  const workerId = "wrk_test";
  const config = { database, workerId, defaultRateLimit: 1_000 };
  const { deliveries } = await claimLanes(config, [{ webhookId, report: EMPTY_REPORT, room: 10 }], 1);
  await stage.waitForCount(LEASED, 10);

  await postgres.stop("immediate");
  const isStopping = () => false;
  const given = giveBack({ database, logger, workerId, isStopping }, deliveries);
  await sleep(700);
  await postgres.start();
  await given;
  await stage.waitForCount(LEASED, 0);
  await stage.waitForCount("SELECT count(*)::int FROM planned_attempts WHERE due_at <= now()", 10);
}, 60_000);
