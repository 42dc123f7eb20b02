import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, expect, it } from "vitest";
import { openStage, type Stage } from "@/tests/integration/delivery/stage";
import { createProcessors } from "@/worker/processors";

let stage: Stage;
let reader: pg.Client;
afterEach(async () => {
  await reader.end();
  await stage.close();
});

it("a dump or a report that reads for long keeps no partition from being made, and so no event from being accepted", async () => {
  stage = await openStage();
  const { sql } = stage.runtime.database;
  await stage.newWebhook();
  const weeks = async () =>
    (await sql<{ n: number }>("SELECT count(*)::int AS n FROM pg_inherits WHERE inhparent = 'events'::regclass"))[0]?.n;
  const before = await weeks();
  await sql(
    "DO $$ BEGIN EXECUTE (SELECT 'DROP TABLE ' || max(relname) FROM pg_class WHERE relname LIKE 'events_2%' AND relkind = 'r'); END $$",
  );
  expect(await weeks()).toBe(Number(before) - 1);

  reader = new pg.Client({ connectionString: stage.env.DATABASE_URL });
  await reader.connect();
  await reader.query("BEGIN");
  await reader.query("LOCK TABLE events, deliveries, attempts IN ACCESS SHARE MODE");
  const made = createProcessors(stage.runtime).partitions({}, new AbortController().signal);
  await sleep(300);
  const accepted = stage.sendMany(10).then(() => "accepted");
  expect(await Promise.race([accepted, sleep(5_000, "still waiting")])).toBe("accepted");
  await made;
  expect(await weeks()).toBe(before);
  await reader.query("ROLLBACK");

  const indexes = (table: string) =>
    sql(`SELECT regexp_replace(regexp_replace(indexdef, '^.* USING ', ''), '\\s+', ' ', 'g') AS text, i.indisvalid AS valid
      FROM pg_indexes x JOIN pg_index i ON i.indexrelid = x.indexname::regclass WHERE tablename = '${table}' ORDER BY 1`);
  const [newest] = await sql<{ name: string }>(
    "SELECT max(inhrelid::regclass::text) AS name FROM pg_inherits WHERE inhparent = 'events'::regclass",
  );
  expect(await indexes(newest?.name ?? "")).toEqual(await indexes("events"));
});
