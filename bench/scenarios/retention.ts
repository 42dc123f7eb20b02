import { setTimeout as sleep } from "node:timers/promises";
import { loadEnv, queueConnection } from "@/lib/platform/env";
import { createLogger } from "@/lib/platform/logger";
import { createRinger } from "@/lib/queue";
import { epochMs } from "@/rig/clock";
import { sendPaced, settle, subscribe, unsubscribe, warmUp } from "../load/events";
import { growHistory } from "@/rig/load/history";
import { KILOBYTE, type Scenario } from "../scenario";
import type { Stage } from "../stage";
import { quantile } from "@/rig/statistics";

const PER_SECOND = 100;
const SECONDS_MAX = 30;
const SETTLING_SECONDS = 10;
/** Of 30 days: what is left when two of the phases have dropped what is older than they keep. */
const ROWS = 400_000;
const KEPT_DAYS = { withDrop: 15, withReader: 5 };
/** How long somebody reads the tables while their old weeks are to go. */
const READER_MS = 5_000;
const GONE_WITHIN_MS = 60_000;
/** Of what a phase with a drop measures to the same without one. */
const RATIO = 2;

const READS = ["/api/deliveries?limit=50", "/api/events?limit=50", "/api/stats/overview", "/api/deliveries/summary"];
const READ_EVERY_MS = 100;

type Work = () => Promise<{ weeks: number; goneMs: number }>;

/** Old weeks are dropped, by the worker as it does every hour, while events are accepted, delivered and looked at. */
export const retention: Scenario = {
  name: "retention",
  async run({ open, repeat, row, say, load, backend }) {
    // What is dropped lies in PostgreSQL, wherever the queue is.
    if (backend !== "redis") return;
    const seconds = Math.min(load.seconds, SECONDS_MAX);
    const stage = await open({ workers: 0 });
    await growOld(stage);
    say(`${ROWS} deliveries of 30 days`);
    await stage.system.startWorker();
    await warmUp(stage, KILOBYTE);
    const results = await repeat("retention", stage, async () => {
      if ((await countOld(stage, KEPT_DAYS.withDrop)) === 0) await growOld(stage);
      // What was just written is still on its way to the disk, and nothing is cached yet.
      await measure(stage, SETTLING_SECONDS);
      const without = await measure(stage, seconds);
      const withDrop = await measure(stage, seconds, () => drop(stage, KEPT_DAYS.withDrop));
      const withReader = await measure(stage, seconds, () => dropBehindReader(stage, KEPT_DAYS.withReader));
      const phases = [without, withDrop, withReader];
      const sum = (key: keyof typeof without.tally) => phases.reduce((total, { tally }) => total + tally[key], 0);
      const tally = {
        accepted: sum("accepted"),
        delivered: sum("delivered"),
        lost: sum("lost"),
        duplicates: sum("duplicates"),
      };
      return { tally, without, withDrop, withReader };
    });
    type Result = (typeof results)[number];
    const of = (phase: "without" | "withDrop" | "withReader", key: "gapMs" | "p99Ms" | "maxMs" | "readMs" | "goneMs") =>
      results.map((result: Result) => result[phase][key]);
    row("retention", "without a drop, longest gap in acceptance", "ms", of("without", "gapMs"));
    row("retention", "without a drop, p99", "ms", of("without", "p99Ms"));
    row("retention", "without a drop, longest delivery", "ms", of("without", "maxMs"));
    for (const [phase, name] of [
      ["withDrop", "with a drop"],
      ["withReader", "with a drop behind a reader of 5 s"],
    ] as const) {
      row("retention", `${name}, until the weeks are gone`, "ms", of(phase, "goneMs"), { atMost: GONE_WITHIN_MS });
      row("retention", `${name}, longest gap in acceptance`, "ms", of(phase, "gapMs"));
      row("retention", `${name}, p99`, "ms", of(phase, "p99Ms"));
      row("retention", `${name}, longest delivery`, "ms", of(phase, "maxMs"));
      row("retention", `${name}, longest read`, "ms", of(phase, "readMs"));
      for (const [key, figure] of [
        ["gapMs", "longest gap"],
        ["p99Ms", "p99"],
      ] as const) {
        const ratios = results.map((result) => result[phase][key] / result.without[key]);
        row("retention", `${name}, ${figure} ÷ without`, "", ratios, { atMost: RATIO });
      }
    }
  },
};

/** @returns how the load fared, and what the work beside it took; 0 without any. */
async function measure(stage: Stage, seconds: number, work: Work = () => Promise.resolve({ weeks: 0, goneMs: 0 })) {
  const ids = await subscribe(stage, "/hook");
  await stage.receiver.reset();
  const acceptedAtMs: number[] = [];
  const watched: Stage = {
    ...stage,
    async call(...given) {
      const answer = await stage.call(...given);
      acceptedAtMs.push(epochMs());
      return answer;
    },
  };
  let isLoading = true;
  const looking = look(stage, () => isLoading);
  const [sent, { weeks, goneMs }] = await Promise.all([
    sendPaced(watched, { perSecond: PER_SECOND, seconds, bytes: KILOBYTE }),
    // In the middle of the load, not at its beginning.
    sleep((seconds * 1_000) / 4).then(work),
  ]);
  isLoading = false;
  const readMs = await looking;
  const tally = await settle(stage, ids, sent);
  const { latenciesMs } = await stage.receiver.report();
  await unsubscribe(stage, ids);
  const gaps = acceptedAtMs.slice(1).map((atMs, index) => atMs - (acceptedAtMs[index] ?? atMs));
  const [p99Ms, maxMs] = [quantile(latenciesMs, 0.99), quantile(latenciesMs, 1)];
  return { tally, weeks, goneMs, gapMs: quantile(gaps, 1), p99Ms, maxMs, readMs };
}

/** Reads what the dashboard reads. @returns the longest time that one took. @throws Error when one is refused. */
async function look({ read }: Stage, isWanted: () => boolean): Promise<number> {
  let longestMs = 0;
  for (let index = 0; isWanted(); index += 1) {
    const startMs = epochMs();
    const status = await read(READS[index % READS.length] ?? "");
    if (status !== 200) throw new Error(`A read was answered with ${status}.`);
    longestMs = Math.max(longestMs, epochMs() - startMs);
    await sleep(READ_EVERY_MS);
  }
  return longestMs;
}

/** Deliveries of the last 30 days, to an endpoint that hears nothing of the load. */
async function growOld(stage: Stage): Promise<void> {
  await stage.system.sql("UPDATE workspaces SET retention_days = 30");
  const url = `${stage.receiver.url}/old`;
  const { status, body } = await stage.call("POST", "/api/webhooks", { name: "Old", url, events: ["user.created"] });
  if (status !== 201) throw new Error(`The webhook was not created: ${JSON.stringify(body)}`);
  const { id } = body as { id: string };
  await growHistory(stage, Array<string>(40).fill(id), ROWS);
}

const countOld = ({ system }: Stage, keptDays: number) =>
  system.count(
    `SELECT count(*)::int FROM pg_class WHERE relname ~ '^(events|deliveries|attempts)_[0-9]{8}$'
      AND to_date(right(relname, 8), 'YYYYMMDD') + 7 < now() - make_interval(days => $1)`,
    [keptDays],
  );

/** Asks the worker for what it does every hour, and waits until the weeks are gone. */
async function drop(stage: Stage, keptDays: number): Promise<{ weeks: number; goneMs: number }> {
  const weeks = (await countOld(stage, keptDays)) / 3;
  if (weeks === 0) throw new Error(`No week is older than ${keptDays} days.`);
  await stage.system.sql("UPDATE workspaces SET retention_days = $1", [keptDays]);
  const env = loadEnv(stage.system.env);
  const ringer = createRinger({ connection: queueConnection(env), logger: createLogger("script", "silent") });
  const startMs = epochMs();
  try {
    await ringer.addMaintenance("retention", {});
    const isGone = async () => (await countOld(stage, keptDays)) === 0;
    await stage.system.until("the old weeks are gone", isGone, GONE_WITHIN_MS);
  } finally {
    await ringer.close();
  }
  return { weeks, goneMs: epochMs() - startMs };
}

/** The same while somebody reads the tables in one long transaction, as a dump does. */
async function dropBehindReader(stage: Stage, keptDays: number): Promise<{ weeks: number; goneMs: number }> {
  const reader = await stage.system.database.connect();
  try {
    await reader.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    for (const table of ["deliveries", "attempts", "events"]) await reader.query(`SELECT 1 FROM ${table} LIMIT 1`);
    const dropped = drop(stage, keptDays);
    dropped.catch(() => undefined);
    await sleep(READER_MS);
    await reader.query("COMMIT");
    return await dropped;
  } finally {
    reader.release();
  }
}
