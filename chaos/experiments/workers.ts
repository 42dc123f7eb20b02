import { setTimeout as sleep } from "node:timers/promises";
import { check } from "../checker";
import { BOTH, type Experiment } from "../experiment";
import { atMost, exactly } from "../verdict";

/** A worker's claims come free 20 s after its last heartbeat; what it had claimed follows. */
const AFTER_A_CRASH_MS = 90_000;

export const workerKilled: Experiment = {
  name: "worker-killed",
  fault: "5,000 events; kill -9 of the only worker every 5 s, 12 times.",
  promise: "Nothing lost, at most C duplicates a kill.",
  backends: BOTH,
  short: ["redis"],
  async run({ isShort, open, say }) {
    const kills = isShort ? 2 : 12;
    const events = isShort ? 500 : 5_000;
    const system = await open();
    await system.subscribe("/hook", { behaviour: [{ status: 200, delayMs: 20 }] });
    const producer = system.producer();
    const load = producer.produce({ count: events, perSecond: events / (kills * 5) });
    for (let kill = 1; kill <= kills; kill += 1) {
      await sleep(5_000);
      await system.workers.at(-1)?.kill();
      say(`kill ${kill} of ${kills}`);
      await system.startWorker();
    }
    await load;
    return {
      verdict: await check(system, { duplicatesMax: kills * system.concurrency, settleMs: AFTER_A_CRASH_MS }),
    };
  },
};

export const workerKilledBeforeRecording: Experiment = {
  name: "killed-before-recording",
  fault:
    "kill -9 of a worker after the receiver's 2xx, before it could record it, 50 times (10 workers at once, 5 times).",
  promise: "Nothing lost, at most 50 duplicates: same webhook-id, later timestamp.",
  backends: BOTH,
  async run({ open, say }) {
    const rounds = 5;
    const atOnce = 10;
    const system = await open({ workers: 0, concurrency: 1 });
    await system.subscribe("/hook");
    const producer = system.producer();
    for (let round = 1; round <= rounds; round += 1) {
      // Recording inserts into attempts: it waits here until its worker is dead.
      const release = await system.lockTable("attempts");
      const before = (await system.receiver.read()).length;
      // A worker claims a few ahead of the one that it may send: enough for all of them.
      await producer.produce({ count: atOnce * 10 });
      const workers = await Promise.all(Array.from({ length: atOnce }, () => system.startWorker()));
      await system.until(
        `${atOnce} requests arrive`,
        async () => (await system.receiver.read()).length >= before + atOnce,
      );
      await Promise.all(workers.map((worker) => worker.kill()));
      // Their transactions wait for the lock, and may not go on when it is free: their clients are gone.
      await system.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'posthorn worker%'",
      );
      await release();
      say(`round ${round} of ${rounds}`);
      // Alone, and with room for all: what was killed must come again.
      const survivor = await system.startWorker({ WEBHOOK_WORKER_CONCURRENCY: "50" });
      await system.untilDelivered(AFTER_A_CRASH_MS);
      await survivor.stop();
    }
    const verdict = await check(system, { duplicatesMax: rounds * atOnce });
    const lines = await system.receiver.read();
    const firstOf = new Map<string, number>();
    let notLater = 0;
    for (const { id, timestampSeconds } of lines) {
      const first = firstOf.get(id);
      if (first === undefined) firstOf.set(id, timestampSeconds);
      else if (timestampSeconds <= first) notLater += 1;
    }
    return {
      verdict,
      figures: [
        exactly("kills with a duplicate", verdict.duplicates, rounds * atOnce, ""),
        exactly("duplicates whose timestamp is not later", notLater, 0, ""),
      ],
    };
  },
};

export const rollingRestarts: Experiment = {
  name: "rolling-restarts",
  fault: "SIGTERM to the worker while another one starts, 10 times at 200 events/s.",
  promise: "Nothing lost, nothing sent twice, each worker exits with 0 within 40 s.",
  backends: BOTH,
  short: ["postgres"],
  async run({ isShort, open, say }) {
    const restarts = isShort ? 2 : 10;
    const everyMs = 3_000;
    const system = await open();
    await system.subscribe("/hook", { behaviour: [{ status: 200, delayMs: 50 }] });
    const stop = system.producer().flow({ perSecond: 200 });
    let slowestMs = 0;
    let failures = 0;
    for (let restart = 1; restart <= restarts; restart += 1) {
      await sleep(everyMs);
      const old = system.workers.at(-1);
      const [, stopped] = await Promise.all([system.startWorker(), old?.stop()]);
      slowestMs = Math.max(slowestMs, stopped?.tookMs ?? 0);
      if (stopped?.code !== 0) failures += 1;
      say(`restart ${restart} of ${restarts}: ${Math.round(stopped?.tookMs ?? 0)} ms`);
    }
    await stop();
    return {
      verdict: await check(system, { duplicatesMax: 0 }),
      figures: [
        exactly("exits with another code than 0", failures, 0, ""),
        atMost("slowest stop", slowestMs / 1_000, 40, "s"),
      ],
    };
  },
};
