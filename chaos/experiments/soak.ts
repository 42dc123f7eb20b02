import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { quantile } from "@/rig/statistics";
import { check, latencies } from "../checker";
import type { Experiment } from "../experiment";
import type { Program } from "@/rig/program";
import type { System } from "@/rig/system";
import { atMost, exactly, type Figure, told } from "../verdict";

const MINUTES = 60;
const RATE = 100;
const SAMPLE_EVERY_MS = 10_000;
/** Code is compiled, pools and caches fill: memory rises at first in every program. */
const WARM_UP_MINUTES = 15;
const OLD_WEEKS = 3;

type Sample = { minute: number; webBytes: number; workerBytes: number; redisKeys: number };

const rssOf = (program: Program | undefined) => program?.rssBytes() ?? Number.NaN;

/** Slope of the lowest reading of each minute: what lies above it is garbage that was not collected yet. */
function slopePerMinute(samples: readonly Sample[], read: (sample: Sample) => number): number {
  const lowest = new Map<number, number>();
  for (const sample of samples) {
    const minute = Math.floor(sample.minute);
    if (minute >= WARM_UP_MINUTES) lowest.set(minute, Math.min(lowest.get(minute) ?? Infinity, read(sample)));
  }
  const points = [...lowest];
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const over = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return over / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

/** Partitions of weeks that nobody keeps any more, with a row in each. */
async function makeOldPartitions(system: System): Promise<number> {
  await system.sql("UPDATE workspaces SET retention_days = 30");
  await system.sql(
    `SELECT ensure_partitions(now() - interval '${35 + OLD_WEEKS * 7} days', now() - interval '42 days')`,
  );
  await system.sql(
    `INSERT INTO events (id, workspace_id, type, body, occurred_at)
     SELECT typeid_floor('evt', now() - interval '43 days'), id, 'project.created', '{}', now() FROM workspaces`,
  );
  return countPartitions(system);
}

const countPartitions = (system: System) =>
  system.count("SELECT count(*)::int FROM pg_inherits WHERE inhparent = 'events'::regclass");

async function tableFigures(system: System): Promise<Figure[]> {
  const rows = (table: string) => system.count(`SELECT count(*)::int FROM ${table}`);
  const bytes = await system.count(
    "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind IN ('r', 'm') AND relnamespace = 'public'::regnamespace",
  );
  const events = await rows("events");
  return [
    exactly("rows of deliveries beside events", (await rows("deliveries")) - events, 0, ""),
    exactly("rows of attempts beside events", (await rows("attempts")) - events, 0, ""),
    exactly("rows of planned_attempts", await rows("planned_attempts"), 0, ""),
    told("disk per 1,000 deliveries", bytes / 2 ** 20 / (events / 1_000), "MB"),
    // Its work rows come and go a hundred times a second: vacuum must keep up.
    atMost(
      "size of planned_attempts",
      (await system.count("SELECT pg_total_relation_size('planned_attempts')")) / 2 ** 20,
      64,
      "MB",
    ),
  ];
}

export const soak: Experiment = {
  name: "soak",
  fault: "One hour at 100 events/s. Partitions past their retention are there from the tenth minute on.",
  promise:
    "Nothing lost, memory grows by less than 1 MB/min, Redis keys bounded, tables as large as they should be, partitions dropped on schedule.",
  backends: ["redis"],
  async run({ open, say }) {
    const system = await open();
    await system.subscribe("/hook");
    const producer = system.producer();
    const stop = producer.flow({ perSecond: RATE, bytes: 1_000 });
    const redis = new Redis(system.redis?.url ?? "");
    const samples: Sample[] = [];
    const startMs = performance.now();
    let partitionsWithOld = 0;
    for (let minute = 0; minute < MINUTES; minute = (performance.now() - startMs) / 60_000) {
      await sleep(SAMPLE_EVERY_MS);
      const [web, worker] = [system.webs[0], system.workers[0]];
      samples.push({ minute, webBytes: rssOf(web), workerBytes: rssOf(worker), redisKeys: await redis.dbsize() });
      if (partitionsWithOld === 0 && minute >= 10) partitionsWithOld = await makeOldPartitions(system);
      const { webBytes, workerBytes, redisKeys } = samples.at(-1) ?? { webBytes: 0, workerBytes: 0, redisKeys: 0 };
      if (samples.length % 30 === 0)
        say(
          `minute ${Math.round(minute)}: web ${webBytes >> 20} MB, worker ${workerBytes >> 20} MB, ${redisKeys} keys`,
        );
    }
    await stop();
    redis.disconnect();
    const verdict = await check(system, { duplicatesMax: 0 });
    const measured = latencies(producer.ledger, await system.receiver.read()).map(({ latencyMs }) => latencyMs);
    const mb = 2 ** 20;
    return {
      verdict,
      figures: [
        atMost("memory of web", slopePerMinute(samples, ({ webBytes }) => webBytes) / mb, 1, "MB/min"),
        atMost("memory of worker", slopePerMinute(samples, ({ workerBytes }) => workerBytes) / mb, 1, "MB/min"),
        told("web at the end", (samples.at(-1)?.webBytes ?? 0) / mb, "MB"),
        told("worker at the end", (samples.at(-1)?.workerBytes ?? 0) / mb, "MB"),
        atMost("Redis keys", Math.max(...samples.map(({ redisKeys }) => redisKeys)), 500, ""),
        atMost("old partitions left", (await countPartitions(system)) - (partitionsWithOld - OLD_WEEKS), 0, ""),
        told("p99", quantile(measured, 0.99), "ms"),
        ...(await tableFigures(system)),
      ],
    };
  },
};
