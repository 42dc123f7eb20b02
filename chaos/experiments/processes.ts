import { setTimeout as sleep } from "node:timers/promises";
import { LIBFAKETIME, requireLibrary } from "../system/fake-time";
import { check, latencies } from "../checker";
import { BOTH, type Experiment } from "../experiment";
import { atMost, exactly } from "../verdict";

export const webKilled: Experiment = {
  name: "web-killed-before-ringing",
  fault:
    "kill -9 of web between commit and ring, 100 times: what it says to the queue is swallowed, and it is killed at its 202.",
  promise: "All delivered within 6 s.",
  backends: BOTH,
  async run({ open, say }) {
    const kills = 100;
    const system = await open({ proxied: true });
    await system.subscribe("/hook");
    // The queue's connections to PostgreSQL are told by an option that only they have.
    system.proxies?.web.redis?.swallow(() => true);
    system.proxies?.web.postgres.swallow((firstBytes) => firstBytes.includes("synchronous_commit=off"));
    await system.webs[0]?.kill();
    const producer = system.producer();
    const ready = [system.startWeb(), system.startWeb()];
    for (let kill = 1; kill <= kills; kill += 1) {
      const web = await ready.shift();
      if (kill + 1 < kills) ready.push(system.startWeb());
      if (web === undefined) break;
      const url = system.urlOf(web);
      await producer.produce({ count: 1, urls: [url] });
      await web.kill();
      if (kill % 20 === 0) say(`kill ${kill} of ${kills}`);
    }
    const verdict = await check(system, { duplicatesMax: 0 });
    const taken = latencies(producer.ledger, await system.receiver.read()).map(({ latencyMs }) => latencyMs);
    return {
      verdict,
      figures: [
        exactly("calls accepted", verdict.accepted, kills, ""),
        atMost("slowest delivery", Math.max(...taken) / 1_000, 6, "s"),
      ],
    };
  },
};

export const workerFrozen: Experiment = {
  name: "worker-frozen",
  fault: "SIGSTOP to one of two workers for 90 s at 50 events/s, then SIGCONT.",
  promise: "Its deliveries go out by the other; when it wakes it changes no row.",
  backends: BOTH,
  async run({ open }) {
    const system = await open({ workers: 2 });
    await system.subscribe("/hook", { behaviour: [{ status: 200, delayMs: 400 }] });
    const producer = system.producer();
    const stop = producer.flow({ perSecond: 50 });
    await sleep(5_000);
    const [frozen] = system.workers;
    frozen?.signal("SIGSTOP");
    const frozenIds = (
      await system.sql<{ delivery_id: string }>(
        "SELECT delivery_id FROM planned_attempts p JOIN workers w ON w.id = p.worker_id WHERE w.pid = $1",
        [frozen?.pid],
      )
    ).map(({ delivery_id }) => delivery_id);
    await sleep(80_000);
    await stop();
    await sleep(10_000);
    const rows = () =>
      system.sql(
        "SELECT md5(string_agg(d::text || coalesce((SELECT string_agg(a::text, '' ORDER BY a.id) FROM attempts a WHERE a.delivery_id = d.id), ''), '' ORDER BY d.id)) AS digest FROM deliveries d WHERE id = ANY($1)",
        [frozenIds],
      );
    const before = await rows();
    frozen?.signal("SIGCONT");
    await sleep(10_000);
    const after = await rows();
    const verdict = await check(system, { duplicatesMax: system.concurrency });
    return {
      verdict,
      figures: [
        atMost("deliveries it held when it froze", -frozenIds.length, -1, "(negative)"),
        exactly("changes to those when it woke", Number(JSON.stringify(before) !== JSON.stringify(after)), 0, ""),
        exactly("still running, and well", Number(frozen?.isRunning()), 1, ""),
      ],
    };
  },
};

const MISDATED = `SELECT count(*)::int FROM attempts a JOIN events e ON e.id = a.event_id
  WHERE a.started_at < e.created_at - interval '1 second' OR a.started_at > now() + interval '1 second'`;

export const clockWrong: Experiment = {
  name: "worker-clock-wrong",
  fault: "The worker's clock is 10 min ahead, then 10 min behind; 100 deliveries each, of which each fails once.",
  promise: "Schedule unmoved, signatures good (they hold a time of at most 5 min away).",
  backends: BOTH,
  async run({ open }) {
    const library = await requireLibrary(LIBFAKETIME);
    const system = await open({ workers: 0 });
    // Many endpoints: ten failures in a row would open the breaker of one.
    for (let hook = 0; hook < 25; hook += 1)
      await system.subscribe(`/hook-${hook}`, {
        behaviour: [{ status: 503 }, { status: 200 }],
        input: { retryScheduleMs: [10_000, 60_000] },
      });
    const producer = system.producer();
    for (const offset of ["+600", "-600"]) {
      const worker = await system.startWorker({
        LD_PRELOAD: library,
        FAKETIME: offset,
        FAKETIME_DONT_FAKE_MONOTONIC: "1",
      });
      await producer.produce({ count: 4, perSecond: 1 });
      await system.untilDelivered(90_000);
      await worker.stop();
    }
    const verdict = await check(system, { duplicatesMax: 0 });
    const lines = await system.receiver.read();
    const firstAt = new Map(
      lines.filter(({ attempt }) => attempt === 1).map(({ path, id, atMs }) => [`${path} ${id}`, atMs]),
    );
    const gaps = lines
      .filter(({ attempt }) => attempt === 2)
      .map(({ path, id, atMs }) => atMs - (firstAt.get(`${path} ${id}`) ?? Number.NaN));
    return {
      verdict,
      figures: [
        exactly("retries", gaps.length, 200, ""),
        exactly("attempts recorded at another time than they were made", await system.count(MISDATED), 0, ""),
        // 10 s ± a fifth, and a sweep where the timer came to nothing.
        atMost("longest wait for the retry", Math.max(...gaps) / 1_000, 14, "s"),
        atMost("shortest, below 8 s by", 8 - Math.min(...gaps) / 1_000, 0, "s"),
      ],
    };
  },
};
