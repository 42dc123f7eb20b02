import { setTimeout as sleep } from "node:timers/promises";
import { epochMs } from "@/rig/clock";
import { check, latencies } from "../checker";
import { BOTH, type Experiment } from "../experiment";
import type { LedgerLine } from "@/rig/load/producer";
import { atLeast, atMost, exactly, told } from "../verdict";
import { mountSmallDisk } from "../system/small-disk";

const RATE = 100;

/** An answer that came between these moments, whenever its call was made. */
function answeredBetween({ sentAtMs, apiMs, tries }: LedgerLine, fromMs: number, toMs: number): boolean {
  const answeredAtMs = sentAtMs + apiMs;
  return tries === 1 && answeredAtMs > fromMs && answeredAtMs < toMs;
}

export const postgresStopped: Experiment = {
  name: "postgres-stopped",
  fault: "PostgreSQL stopped at once (as a crash) for 10 s at 100 events/s, clients that do not try again.",
  promise: "No 2xx while it is down, nothing lost after, no process gives up.",
  backends: BOTH,
  short: ["postgres"],
  async run({ open, isShort }) {
    const downMs = isShort ? 4_000 : 10_000;
    const system = await open();
    await system.subscribe("/hook", { behaviour: [{ status: 200, delayMs: 50 }] });
    const producer = system.producer();
    const stop = producer.flow({ perSecond: RATE });
    await sleep(5_000);
    await system.postgres.stop("immediate");
    const downAtMs = epochMs();
    await sleep(downMs);
    const upAtMs = epochMs();
    await system.postgres.start();
    const servesAtMs = epochMs();
    await sleep(10_000);
    await stop();
    // Attempts whose recording the crash cut off may be made again: those in flight at one crash.
    const verdict = await check(system, { duplicatesMax: system.concurrency, settleMs: 120_000 });
    const { ledger } = producer;
    const down = ledger.filter((line) => answeredBetween(line, downAtMs, upAtMs));
    const resumed = ledger.find(({ sentAtMs, outcome }) => sentAtMs > servesAtMs && outcome === "accepted");
    const afterMs = latencies(ledger, await system.receiver.read()).find(({ sentAtMs }) => sentAtMs > servesAtMs);
    return {
      verdict,
      figures: [
        exactly("2xx while it was down", down.filter(({ outcome }) => outcome === "accepted").length, 0, ""),
        atLeast("answers 503 while it was down", down.filter(({ status }) => status === 503).length, 1, ""),
        exactly(
          "other answers while it was down",
          down.filter(({ status }) => status !== undefined && status !== 503).length,
          0,
          "",
        ),
        atMost(
          "first 2xx after it was back",
          ((resumed?.sentAtMs ?? Number.POSITIVE_INFINITY) - servesAtMs) / 1_000,
          5,
          "s",
        ),
        told("that event's delivery", (afterMs?.latencyMs ?? Number.NaN) / 1_000, "s"),
        exactly("processes that gave up", system.gaveUp, 0, ""),
      ],
    };
  },
};

export const postgresRestarted: Experiment = {
  name: "postgres-restarted",
  fault:
    "PostgreSQL stopped at once and started again 20 times at 100 events/s, clients that try again with their Idempotency-Key.",
  promise: "Each event accepted exactly once, nothing lost, no process gives up.",
  backends: BOTH,
  async run({ open, say }) {
    const times = 20;
    const system = await open();
    await system.subscribe("/hook", { behaviour: [{ status: 200, delayMs: 20 }] });
    const producer = system.producer();
    const stop = producer.flow({ perSecond: RATE, retryMs: 60_000 });
    for (let time = 1; time <= times; time += 1) {
      await sleep(2_500);
      await system.postgres.stop("immediate");
      await system.postgres.start();
      if (time % 5 === 0) say(`restart ${time} of ${times}`);
    }
    await sleep(3_000);
    await stop();
    const verdict = await check(system, { duplicatesMax: times * system.concurrency, settleMs: 180_000 });
    return {
      verdict,
      figures: [
        exactly(
          "events not accepted in the end",
          producer.ledger.filter(({ outcome }) => outcome !== "accepted").length,
          0,
          "",
        ),
        exactly("events stored", await system.count("SELECT count(*)::int FROM events"), producer.ledger.length, ""),
        exactly("processes that gave up", system.gaveUp, 0, ""),
      ],
    };
  },
};

export const commitCut: Experiment = {
  name: "connection-cut-during-commit",
  fault:
    "The connection to PostgreSQL is reset once COMMIT is on it, before its answer, 200 times; the client tries again with its Idempotency-Key.",
  promise: "200 events, 200 deliveries.",
  backends: BOTH,
  async run({ open }) {
    const cuts = 200;
    const system = await open({ proxied: true });
    await system.subscribe("/hook");
    const producer = system.producer();
    const proxy = system.proxies?.web.postgres;
    let done = 0;
    for (let index = 0; index < cuts; index += 1) {
      proxy?.cutAfter((chunk) => {
        if (!chunk.includes("COMMIT")) return false;
        proxy.cutAfter(null);
        done += 1;
        return true;
      });
      await producer.produce({ count: 1, retryMs: 20_000 });
    }
    const verdict = await check(system, { duplicatesMax: 0 });
    const { ledger } = producer;
    return {
      verdict,
      figures: [
        exactly("commits cut", done, cuts, ""),
        exactly("events", await system.count("SELECT count(*)::int FROM events"), cuts, ""),
        exactly("deliveries", await system.count("SELECT count(*)::int FROM deliveries"), cuts, ""),
        atLeast("calls that had to be made again", ledger.filter(({ tries }) => tries > 1).length, cuts, ""),
      ],
    };
  },
};

export const diskFull: Experiment = {
  name: "disk-full",
  fault:
    "The disk of PostgreSQL's tables is full for 15 s at 50 events/s of 4 kB (a file takes all the room that is left).",
  promise: "503, nothing half accepted; it goes on without a restart once there is room.",
  backends: BOTH,
  async run({ open, say }) {
    const disk = await mountSmallDisk(400);
    try {
      const system = await open({ tableFolder: disk.folder });
      await system.subscribe("/hook");
      const producer = system.producer();
      const stop = producer.flow({ perSecond: 50, bytes: 4_000 });
      await sleep(4_000);
      await disk.fill();
      await system.until(
        "calls are refused",
        () => producer.ledger.some(({ outcome }) => outcome === "refused"),
        120_000,
      );
      const fullAtMs = epochMs();
      say("the disk is full");
      await sleep(15_000);
      await disk.free();
      const freeAtMs = epochMs();
      await sleep(8_000);
      await stop();
      const verdict = await check(system, { duplicatesMax: system.concurrency, settleMs: 120_000 });
      const meanwhile = producer.ledger.filter((line) => answeredBetween(line, fullAtMs, freeAtMs));
      const resumed = producer.ledger.find(({ sentAtMs, outcome }) => sentAtMs > freeAtMs && outcome === "accepted");
      const half = await system.count(
        "SELECT count(*)::int FROM events e WHERE delivery_count <> (SELECT count(*) FROM deliveries d WHERE d.event_id = e.id)",
      );
      return {
        verdict,
        figures: [
          atLeast("answers 503 while it was full", meanwhile.filter(({ status }) => status === 503).length, 1, ""),
          exactly(
            "other refusals",
            meanwhile.filter(({ outcome, status }) => outcome !== "accepted" && status !== 503).length,
            0,
            "",
          ),
          exactly("events without their deliveries", half, 0, ""),
          atMost(
            "first 2xx once there was room",
            ((resumed?.sentAtMs ?? Number.POSITIVE_INFINITY) - freeAtMs) / 1_000,
            5,
            "s",
          ),
          exactly("processes that gave up", system.gaveUp, 0, ""),
        ],
      };
    } finally {
      disk.release();
    }
  },
};
