import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { quantile } from "@/rig/statistics";
import { epochMs } from "@/rig/clock";
import { check, latencies } from "../checker";
import type { Experiment, Setting } from "../experiment";
import type { System } from "@/rig/system";
import { atMost, exactly, type Figure, told } from "../verdict";

const RATE = 100;

/** What an emptied Redis needs: a connection that is opened for it alone. */
async function flush(system: System): Promise<void> {
  const client = new Redis(system.redis?.url ?? "");
  await client.flushall();
  client.disconnect();
}

/** Latencies before the fault and from then on, as the ledger and the receiver tell them. */
async function latencyFigures(system: System, faultAtMs: number, maxMoreMs: number): Promise<Figure[]> {
  const all = system.producers.flatMap(({ ledger }) => ledger);
  const measured = latencies(all, await system.receiver.read());
  const p99 = (isWanted: (sentAtMs: number) => boolean) =>
    quantile(
      measured.filter(({ sentAtMs }) => isWanted(sentAtMs)).map(({ latencyMs }) => latencyMs),
      0.99,
    );
  const before = p99((sentAtMs) => sentAtMs < faultAtMs);
  const after = p99((sentAtMs) => sentAtMs >= faultAtMs);
  return [told("p99 before", before, "ms"), atMost("p99 more", after - before, maxMoreMs, "ms")];
}

export const redisFlushed: Experiment = {
  name: "redis-flushed",
  fault: "FLUSHALL five times at 100 events/s.",
  promise: "Nothing lost, nothing sent twice, p99 at most 6 s more.",
  backends: ["redis"],
  async run({ open }) {
    const system = await open();
    await system.subscribe("/hook");
    const stop = system.producer().flow({ perSecond: RATE });
    await sleep(8_000);
    const faultAtMs = epochMs();
    for (let time = 0; time < 5; time += 1) {
      await flush(system);
      await sleep(4_000);
    }
    await stop();
    const verdict = await check(system, { duplicatesMax: 0 });
    return { verdict, figures: await latencyFigures(system, faultAtMs, 6_000) };
  },
};

async function redisIsAway({ open, say, isShort }: Setting) {
  const aways = isShort ? [5] : [2, 20, 120];
  const system = await open();
  await system.subscribe("/hook");
  const producer = system.producer();
  const stop = producer.flow({ perSecond: RATE });
  await sleep(5_000);
  const figures: Figure[] = [];
  for (const seconds of aways) {
    const goneAtMs = epochMs();
    await system.redis?.kill();
    await sleep(seconds * 1_000);
    await system.redis?.start();
    const backAtMs = epochMs();
    await sleep(12_000);
    const lines = await system.receiver.read();
    const meanwhile = producer.ledger.filter(({ sentAtMs }) => sentAtMs >= goneAtMs && sentAtMs < backAtMs);
    const resumed = lines.find(({ atMs }) => atMs > backAtMs);
    // Rung again, not only found by a sweep, which takes up to two seconds.
    const ringing = latencies(producer.ledger, lines).filter(
      ({ sentAtMs }) => sentAtMs > backAtMs + 5_000 && sentAtMs < backAtMs + 11_000,
    );
    say(`away for ${seconds} s`);
    figures.push(
      atMost(
        `API p95 while away ${seconds} s`,
        quantile(
          meanwhile.map(({ apiMs }) => apiMs),
          0.95,
        ),
        300,
        "ms",
      ),
      exactly(
        `calls not accepted while away ${seconds} s`,
        meanwhile.filter(({ outcome }) => outcome !== "accepted").length,
        0,
        "",
      ),
      atMost(
        `first delivery after ${seconds} s`,
        ((resumed?.atMs ?? Number.POSITIVE_INFINITY) - backAtMs) / 1_000,
        5,
        "s",
      ),
      atMost(
        `p95 from 5 s after ${seconds} s`,
        quantile(
          ringing.map(({ latencyMs }) => latencyMs),
          0.95,
        ),
        1_000,
        "ms",
      ),
    );
  }
  await stop();
  return { verdict: await check(system, { duplicatesMax: 0 }), figures };
}

export const redisAway: Experiment = {
  name: "redis-away",
  fault: "Redis killed and started again after 2, 20 and 120 s, at 100 events/s.",
  promise:
    "The API answers 2xx within 300 ms (p95) all the while; work resumes within 5 s; nothing lost, nothing twice.",
  backends: ["redis"],
  short: ["redis"],
  run: redisIsAway,
};

export const redisAbsent: Experiment = {
  name: "redis-absent-at-start",
  fault: "Web and worker start while there is no Redis; it comes after 20 s. 50 events/s from the first moment.",
  promise: "The API answers 2xx within 300 ms (p95), deliveries go out without it, and it is used once it is there.",
  backends: ["redis"],
  async run({ open }) {
    const system = await open({ redisAtStart: false });
    await system.subscribe("/hook");
    const producer = system.producer();
    const stop = producer.flow({ perSecond: 50 });
    await sleep(20_000);
    const without = await system.receiver.read();
    await system.redis?.start();
    const backAtMs = epochMs();
    await sleep(15_000);
    await stop();
    const verdict = await check(system, { duplicatesMax: 0 });
    const ringing = latencies(producer.ledger, await system.receiver.read()).filter(
      ({ sentAtMs }) => sentAtMs > backAtMs + 5_000,
    );
    return {
      verdict,
      figures: [
        atMost(
          "API p95",
          quantile(
            producer.ledger.map(({ apiMs }) => apiMs),
            0.95,
          ),
          300,
          "ms",
        ),
        told("delivered without Redis", without.length, ""),
        atMost(
          "p95 from 5 s after it came",
          quantile(
            ringing.map(({ latencyMs }) => latencyMs),
            0.95,
          ),
          1_000,
          "ms",
        ),
      ],
    };
  },
};

export const redisWiped: Experiment = {
  name: "redis-wiped-mid-schedule",
  fault: "1,000 deliveries fail three times; Redis is wiped between the third and the fourth attempt.",
  promise: "The fourth comes when it was planned (± 5 s) and is the fourth.",
  backends: ["redis"],
  async run({ open }) {
    const system = await open();
    const fails = { status: 500 };
    // Ten failures in a row open an endpoint's breaker, which defers by its own rules: so few deliveries to each of many.
    for (let from = 0; from < 500; from += 20)
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          system.subscribe(`/hook-${from + index}`, {
            behaviour: [fails, fails, fails, { status: 200 }],
            input: { retryScheduleMs: [1_000, 1_000, 20_000, 60_000] },
          }),
        ),
      );
    await system.producer().produce({ count: 2 });
    await system.until(
      "every delivery failed three times",
      async () => (await system.count("SELECT count(*)::int FROM deliveries WHERE attempt_count = 3")) === 1_000,
      180_000,
    );
    const planned = await system.sql<{ event_id: string; webhook_id: string; at: Date }>(
      "SELECT event_id, webhook_id, next_attempt_at AS at FROM deliveries",
    );
    const pathOf = new Map(system.subscriptions.map(({ id, path }) => [id, path]));
    await flush(system);
    const verdict = await check(system, { duplicatesMax: 0, settleMs: 180_000 });
    const lines = await system.receiver.read();
    const fourth = new Map(
      lines.filter(({ attempt }) => attempt === 4).map((line) => [`${line.path} ${line.id}`, line.atMs]),
    );
    const offMs = planned.map(
      ({ event_id, webhook_id, at }) =>
        (fourth.get(`${pathOf.get(webhook_id)} ${event_id}`) ?? Number.POSITIVE_INFINITY) - at.getTime(),
    );
    return {
      verdict,
      figures: [
        atMost("furthest from plan, late", Math.max(...offMs) / 1_000, 5, "s"),
        atMost("furthest from plan, early", -Math.min(...offMs) / 1_000, 5, "s"),
        exactly(
          "deliveries with four attempts",
          await system.count("SELECT count(*)::int FROM deliveries WHERE attempt_count = 4"),
          1_000,
          "",
        ),
      ],
    };
  },
};
