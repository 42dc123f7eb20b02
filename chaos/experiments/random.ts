import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { createRandom } from "@/prisma/seed/sample/random";
import { check } from "../checker";
import { BOTH, type Experiment } from "../experiment";
import type { System } from "@/rig/system";
import { exactly, told } from "../verdict";

/** One fault of the mix: does its damage, and mends it before it returns. @returns duplicates that it may cause. */
type Fault = { name: string; onRedisOnly?: true; strike: (system: System, random: () => number) => Promise<number> };

const running = <T extends { isRunning: () => boolean }>(programs: readonly T[]) =>
  programs.filter((program) => program.isRunning());

/** A request that was made and not recorded is made again: as many as all workers may have. */
const all = (system: System) => system.concurrency * 2;

const FAULTS: Fault[] = [
  {
    name: "kill -9 worker",
    async strike(system) {
      await running(system.workers)[0]?.kill();
      await system.startWorker();
      return system.concurrency;
    },
  },
  {
    name: "SIGTERM worker",
    async strike(system) {
      await Promise.all([running(system.workers)[0]?.stop(), system.startWorker()]);
      return 0;
    },
  },
  {
    name: "SIGSTOP worker",
    async strike(system, random) {
      const [worker] = running(system.workers);
      worker?.signal("SIGSTOP");
      await sleep(5_000 + random() * 30_000);
      worker?.signal("SIGCONT");
      return system.concurrency;
    },
  },
  {
    name: "kill -9 web",
    async strike(system) {
      await running(system.webs)[0]?.kill();
      await system.startWeb();
      return 0;
    },
  },
  {
    name: "FLUSHALL",
    onRedisOnly: true,
    async strike(system) {
      const client = new Redis(system.redis?.url ?? "");
      await client.flushall();
      client.disconnect();
      return 0;
    },
  },
  {
    name: "Redis killed",
    onRedisOnly: true,
    async strike(system, random) {
      await system.redis?.kill();
      await sleep(random() * 15_000);
      await system.redis?.start();
      return 0;
    },
  },
  {
    name: "PostgreSQL crashed",
    async strike(system, random) {
      await system.postgres.stop("immediate");
      await sleep(random() * 6_000);
      await system.postgres.start();
      return all(system);
    },
  },
  {
    name: "connections cut",
    async strike(system) {
      for (const { postgres, redis } of Object.values(system.proxies ?? {})) {
        postgres.cut();
        redis?.cut();
      }
      return all(system);
    },
  },
  {
    name: "slow network",
    async strike(system, random) {
      const proxies = Object.values(system.proxies ?? {}).flatMap(({ postgres, redis }) => [postgres, redis]);
      for (const proxy of proxies) proxy?.setLatency(20 + random() * 150);
      await sleep(5_000);
      for (const proxy of proxies) proxy?.setLatency(0);
      return 0;
    },
  },
  {
    name: "secret rotated",
    async strike(system) {
      const [hook] = system.subscriptions;
      if (hook === undefined) return 0;
      const url = `/api/webhooks/${hook.id}/rotate-secret`;
      const { secret } = await system.call<{ secret: string }>("POST", url, {});
      // A worker that was frozen through two rotations signs with the first secret: this receiver forgets none.
      hook.secrets.push(secret);
      await system.receiver.set(hook.path, { secrets: hook.secrets, behaviour: FLAKY });
      return 0;
    },
  },
];

const FLAKY = [{ status: 200, delayMs: 30, failsOneIn: 10 }];

export const everythingAtRandom: Experiment = {
  name: "everything-at-random",
  fault:
    "30 minutes of all the above at random, one every few seconds, at 50 events/s over two web processes and two workers.",
  promise: "N accepted, N delivered, nothing lost.",
  backends: BOTH,
  async run({ open, say, backend, seed }) {
    const minutes = 30;
    say(`the seed is ${seed}`);
    const random = createRandom(seed);
    const system = await open({ webs: 2, workers: 2, proxied: true });
    await system.subscribe("/hook", {
      behaviour: FLAKY,
      input: { retryScheduleMs: Array.from({ length: 20 }, () => 2_000) },
    });
    const producer = system.producer();
    const stop = producer.flow({ perSecond: 50, retryMs: 120_000 });
    const faults = FAULTS.filter(({ onRedisOnly }) => onRedisOnly === undefined || backend === "redis");
    const endMs = performance.now() + minutes * 60_000;
    let duplicatesMax = 0;
    let struck = 0;
    while (performance.now() < endMs) {
      await sleep(2_000 + random() * 8_000);
      const fault = faults[Math.floor(random() * faults.length)];
      if (fault === undefined) continue;
      say(fault.name);
      duplicatesMax += await fault.strike(system, random);
      struck += 1;
    }
    await stop();
    const verdict = await check(system, { duplicatesMax, settleMs: 180_000 });
    return {
      verdict,
      figures: [
        told("faults", struck, ""),
        exactly(
          "events not accepted in the end",
          producer.ledger.filter(({ outcome }) => outcome !== "accepted").length,
          0,
          "",
        ),
        exactly("events stored", await system.count("SELECT count(*)::int FROM events"), producer.ledger.length, ""),
      ],
    };
  },
};
