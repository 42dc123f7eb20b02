import { foldStats } from "@/lib/stats";
import { epochMs } from "@/rig/clock";
import { subscribe } from "../load/events";
import { growHistory } from "@/rig/load/history";
import { listReads, type Read } from "../load/read-list";
import type { Bench, Scenario } from "../scenario";
import type { Stage } from "../stage";
import { quantile } from "@/rig/statistics";

const CALLS = 60;
const WARM_UP_CALLS = 5;
const WEBHOOKS = 40;
const READ_MS = 50;
/** Of a read of a larger table to the same read of the smallest. */
const GROWTH = 1.5;

/** Tables of one size, in a system of their own, and what is read of them: the same in the same order for every size. */
type Library = { stage: Stage; rows: number; reads: readonly Read[] };

/**
 * How long reads take, one after the other, and how that grows with the tables. Tables of all sizes are there at once and
 * are asked in turn, call by call: whatever else the machine does meanwhile is done to all of them.
 */
export const reads: Scenario = {
  name: "reads",
  async run(bench) {
    const { row, say, load, backend } = bench;
    // What is read lies in PostgreSQL, wherever the queue is.
    if (backend !== "redis") return;
    const libraries: Library[] = [];
    for (const rows of load.rows) libraries.push(await fill(bench, rows));
    const [smallest] = libraries;
    if (smallest === undefined) return;

    // By read and by size, the p95 of each round.
    const rounds = smallest.reads.map(() => libraries.map((): number[] => []));
    for (let round = 1; round <= load.runs; round += 1) {
      // As the worker does every minute.
      for (const { stage } of libraries) await foldStats({ sql: (text, values) => stage.system.sql(text, values) });
      for (const [index, { name }] of smallest.reads.entries()) {
        const found = await time(libraries, index);
        for (const [size, p95] of found.entries()) rounds[index]?.[size]?.push(p95);
        say(`${name} ${round}/${load.runs}: ${found.map((p95) => `${p95.toFixed(1)} ms`).join(", ")}`);
      }
    }

    for (const [size, { rows, reads: asked }] of libraries.entries()) {
      const label = `reads, ${rows.toLocaleString("en-US")} deliveries`;
      for (const [index, { name, limitMs }] of asked.entries()) {
        const [small = [], p95s = []] = [rounds[index]?.[0], rounds[index]?.[size]];
        row(label, `${name}, p95`, "ms", p95s, { atMost: limitMs ?? READ_MS });
        if (size === 0) continue;
        const growth = p95s.map((p95, round) => p95 / (small[round] ?? Number.NaN));
        row(label, `${name} ÷ that of ${smallest.rows.toLocaleString("en-US")}`, "", growth, { atMost: GROWTH });
      }
    }
  },
};

/** Opens a system and makes its history. */
async function fill({ open, say }: Bench, rows: number): Promise<Library> {
  const stage = await open({ workers: 0 });
  const paths = Array.from({ length: WEBHOOKS }, (_, index) => `/hook?${index}`);
  const webhookIds = await subscribe(stage, ...paths);
  const startMs = epochMs();
  await growHistory(stage, webhookIds, rows);
  say(`${rows} deliveries after ${((epochMs() - startMs) / 1_000).toFixed(0)} s`);
  return { stage, rows, reads: await listReads(stage, webhookIds) };
}

/** @returns the p95 in milliseconds of one read, for each size. @throws Error when one is refused. */
async function time(libraries: readonly Library[], index: number): Promise<number[]> {
  const times = libraries.map((): number[] => []);
  for (let call = -WARM_UP_CALLS; call < CALLS; call += 1)
    for (const [size, { stage, reads: asked }] of libraries.entries()) {
      const { path = "", body, cookie } = asked[index] ?? {};
      const startMs = performance.now();
      const status = await stage.read(path, { body, cookie });
      if (status >= 300) throw new Error(`${path} answered with ${status}.`);
      if (call >= 0) times[size]?.push(performance.now() - startMs);
    }
  return times.map((some) => quantile(some, 0.95));
}
