import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openStage, type Stage } from "@/tests/integration/delivery/stage";
import { createProcessors } from "@/worker/processors";

/** Far below what retention waits for a reader, far above what accepting an event takes on a busy machine. */
const ACCEPTED_MS_MAX = 1_500;
const EVERY_MS = 20;

let stage: Stage;
let reader: pg.Client;
beforeEach(async () => {
  stage = await openStage();
  await stage.newWebhook();
  await stage.runtime.database.sql("SELECT ensure_partitions(now() - interval '60 days', now() - interval '50 days')");
  reader = new pg.Client({ connectionString: stage.env.DATABASE_URL });
  await reader.connect();
});
afterEach(async () => {
  await reader.end();
  await stage.close();
});

const retain = () => createProcessors(stage.runtime).retention({}, new AbortController().signal);

const oldTables = async () =>
  (
    await stage.runtime.database.sql<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relname ~ '^(events|deliveries|attempts)_[0-9]{8}$' AND to_date(right(relname, 8), 'YYYYMMDD') < now() - interval '45 days' ORDER BY 1",
    )
  ).map(({ name }) => name);

/** Accepts events one after the other until `work` is over. @returns how long each took. */
async function acceptDuring(work: Promise<void>): Promise<number[]> {
  let isOver = false;
  const over = work.finally(() => (isOver = true));
  over.catch(() => undefined);
  const tookMs: number[] = [];
  while (!isOver) {
    const startMs = performance.now();
    await stage.sendMany(1);
    tookMs.push(performance.now() - startMs);
    await sleep(EVERY_MS);
  }
  await over;
  return tookMs;
}

it("a transaction that reads for long neither keeps events from being accepted while retention waits for it, nor the old weeks from going once it is over", async () => {
  const [oldest = ""] = (await oldTables()).filter((name) => name.startsWith("deliveries"));
  await reader.query("BEGIN");
  await reader.query("SELECT count(*) FROM deliveries");
  const tookMs = await acceptDuring(retain());
  expect(tookMs.length).toBeGreaterThan(20);
  expect(Math.max(...tookMs)).toBeLessThan(ACCEPTED_MS_MAX);
  expect(await oldTables()).toContain(oldest);
  // What the reader sees stays: it began before.
  expect((await reader.query("SELECT count(*)::int AS n FROM deliveries")).rows).toHaveLength(1);
  await reader.query("COMMIT");
  const afterMs = await acceptDuring(retain());
  expect(Math.max(...afterMs)).toBeLessThan(ACCEPTED_MS_MAX);
  expect(await oldTables()).toEqual([]);
});

it("a reader that ends while retention waits for it is waited for, and two runs at once do not disturb each other", async () => {
  await reader.query("BEGIN");
  await reader.query("SELECT count(*) FROM events");
  const both = Promise.all([retain(), retain()]);
  const ended = sleep(1_000).then(() => reader.query("COMMIT"));
  expect(Math.max(...(await acceptDuring(both.then(() => undefined))))).toBeLessThan(ACCEPTED_MS_MAX);
  await ended;
  expect(await oldTables()).toEqual([]);
});

it("a week that an operator detached to keep it stays, whatever its age", async () => {
  const tables = await oldTables();
  const kept = tables.find((name) => name.startsWith("events")) ?? "";
  await stage.runtime.database.sql(`ALTER TABLE events DETACH PARTITION ${kept}`);
  await retain();
  expect(await oldTables()).toEqual([kept]);
});
