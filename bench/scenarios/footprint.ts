import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { inBatches, sendBatches, sendOne, settle, subscribe, unsubscribe, warmUp } from "../load/events";
import { growthOf, readSizes } from "../load/sizes";
import { countConnections } from "../load/sockets";
import { type Bench, KILOBYTE, type Scenario } from "../scenario";
import type { Stage } from "../stage";

const WIDTHS = [1, 5];
/** Per delivery. Smaller parts are noise: tables grow by whole pages. */
const PART_BYTES_MIN = 5;
const RINGS = 500;

/** What deliveries leave on disk and in the write-ahead log, and what each process keeps open. */
export const footprint: Scenario = {
  name: "footprint",
  async run(bench) {
    const stage = await bench.open();
    await warmUp(stage, KILOBYTE);
    for (const width of WIDTHS) await measureWidth(bench, stage, width);
    if (bench.backend === "redis") await measureRings(bench);
  },
};

async function measureWidth({ repeat, row, load }: Bench, stage: Stage, width: number): Promise<void> {
  const label = `footprint, fan-out ${width}`;
  const events = inBatches(load.events / width);
  const results = await repeat(label, stage, () => deliver(stage, width, events));
  const per1000 = (bytesOf: (result: (typeof results)[number]) => number) =>
    results.map((result) => (bytesOf(result) * 1_000) / result.tally.delivered / 2 ** 20);
  const sum = (parts: ReadonlyMap<string, number>) => [...parts.values()].reduce((total, bytes) => total + bytes, 0);
  row(
    label,
    "disk per 1,000 deliveries",
    "MB",
    per1000(({ parts }) => sum(parts)),
  );
  row(
    label,
    "write-ahead log per 1,000 deliveries",
    "MB",
    per1000(({ walBytes }) => walBytes),
  );
  const names = [...(results[0]?.parts.keys() ?? [])].toSorted();
  for (const name of names) {
    const bytes = results.map(({ parts, tally }) => (parts.get(name) ?? 0) / tally.delivered);
    if (Math.max(...bytes) >= PART_BYTES_MIN) row(label, `disk of ${name}`, "bytes per delivery", bytes);
  }
  const most = (key: keyof Connections) => results.map(({ connections }) => connections[key]);
  row(label, "PostgreSQL connections of a web process, at most", "", most("webToPostgres"));
  row(label, "PostgreSQL connections of a worker, at most", "", most("workerToPostgres"));
  if (stage.backend !== "redis") return;
  row(label, "Redis connections of a web process, at most", "", most("webToRedis"));
  row(label, "Redis connections of a worker, at most", "", most("workerToRedis"));
}

async function deliver(stage: Stage, width: number, events: number) {
  const ids = await subscribe(stage, ...Array.from({ length: width }, (_, index) => `/hook-${index}`));
  await stage.receiver.reset();
  const [sizes, wal] = [await readSizes(stage), await walPosition(stage)];
  const end = new AbortController();
  const watching = watchConnections(stage, end.signal);
  await sendBatches(stage, { events, bytes: KILOBYTE });
  const tally = await settle(stage, ids, events);
  end.abort();
  const parts = growthOf(sizes, await readSizes(stage));
  const walBytes = (await walPosition(stage)) - wal;
  await unsubscribe(stage, ids);
  return { tally, walBytes, parts, connections: await watching };
}

/** Bytes written to the log so far. */
function walPosition({ system }: Stage): Promise<number> {
  return system.count("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
}

type Connections = { webToPostgres: number; workerToPostgres: number; webToRedis: number; workerToRedis: number };

/** @returns the most that were open at once, of each kind. */
async function watchConnections({ system }: Stage, until: AbortSignal): Promise<Connections> {
  const postgres = Number(new URL(system.env.DATABASE_URL ?? "").port);
  const redis = system.redis === null ? 0 : Number(new URL(system.redis.url).port);
  const [web, worker] = [system.webs[0]?.pid ?? 0, system.workers[0]?.pid ?? 0];
  const most: Connections = { webToPostgres: 0, workerToPostgres: 0, webToRedis: 0, workerToRedis: 0 };
  while (!until.aborted) {
    most.webToPostgres = Math.max(most.webToPostgres, countConnections(web, postgres));
    most.workerToPostgres = Math.max(most.workerToPostgres, countConnections(worker, postgres));
    most.webToRedis = Math.max(most.webToRedis, countConnections(web, redis));
    most.workerToRedis = Math.max(most.workerToRedis, countConnections(worker, redis));
    await sleep(100);
  }
  return most;
}

/** Rings that nobody hears: what one takes in Redis. */
async function measureRings({ open, row, load }: Bench): Promise<void> {
  const stage = await open({ workers: 0 });
  const redis = new Redis(stage.system.redis?.url ?? "");
  const bytes: number[] = [];
  try {
    await subscribe(stage, "/hook");
    // The first ones make the queue's own keys.
    await ringTimes(stage, 10);
    for (let run = 0; run < load.runs; run += 1) {
      const [before, waiting] = [await usedMemory(redis), await redis.llen("{posthorn}:lanes:wait")];
      await ringTimes(stage, Math.floor(RINGS / load.runs));
      const rings = (await redis.llen("{posthorn}:lanes:wait")) - waiting;
      bytes.push(((await usedMemory(redis)) - before) / rings);
    }
  } finally {
    redis.disconnect();
  }
  row("footprint, rings that wait", "Redis memory per ring", "bytes", bytes);
}

/** One after the other: calls at the same time share a ring. */
async function ringTimes(stage: Stage, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await sendOne(stage, KILOBYTE);
}

async function usedMemory(redis: Redis): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await redis.info("memory"))?.[1] ?? 0);
}
