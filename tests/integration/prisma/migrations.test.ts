import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diffSchema } from "@/scripts/prisma/diff";
import { readMigrations } from "@/scripts/prisma/files";
import { migrateDatabase } from "@/scripts/prisma/migrate";
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from "@/tests/harness/database";

const ALL = readMigrations().migrationDirectories.map((migration) => migration.path);

/** @returns the repository's migrations with one more after them. */
function withMigration(name: string, sql: string) {
  const migrations = readMigrations();
  const migrationFile = { path: "migration.sql", content: { tag: "ok" as const, value: sql } };
  return { ...migrations, migrationDirectories: [...migrations.migrationDirectories, { path: name, migrationFile }] };
}

/** @returns a database, and a connection to it, as it was before a migration. */
async function openBefore(name: string) {
  const database = await createEmptyDatabase();
  const all = readMigrations();
  const upTo = all.migrationDirectories.findIndex(({ path }) => path.endsWith(name));
  expect(upTo).toBeGreaterThan(0);
  await migrateDatabase(database.url, { ...all, migrationDirectories: all.migrationDirectories.slice(0, upTo) });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return { database, client };
}

describe("migrations", () => {
  let empty: TestDatabase;
  beforeAll(async () => {
    empty = await createEmptyDatabase();
  });
  afterAll(() => empty.drop());

  it("are applied once, however many processes migrate at the same time", async () => {
    const runs = await Promise.all([1, 2, 3].map(() => migrateDatabase(empty.url)));
    expect(runs.toSorted((a, b) => b.length - a.length)).toEqual([ALL, [], []]);
  });

  it("say exactly what prisma/schema says", async () => {
    const database = await createTestDatabase();
    expect(await diffSchema(database.url)).toBe("");
    await database.drop();
  });

  it("leave to the workspace's default what webhooks had by default, and keep what they set", async () => {
    const { database, client } = await openBefore("_delivery_defaults");
    await client.query(`
      INSERT INTO workspaces (id, slug, name, updated_at) VALUES ('ws_1', 'one', 'One', now());
      INSERT INTO webhooks (id, workspace_id, name, url, secret_encrypted, updated_at, timeout_ms) VALUES
        ('wh_1', 'ws_1', 'Default', 'https://example.com', '', now(), 30000),
        ('wh_2', 'ws_1', 'Own', 'https://example.com', '', now(), 5000)`);
    await migrateDatabase(database.url);
    const { rows } = await client.query("SELECT timeout_ms FROM webhooks ORDER BY id");
    await client.end();
    expect(rows).toEqual([{ timeout_ms: null }, { timeout_ms: 5000 }]);
    await database.drop();
  });

  it("add up the hours and days of a workspace, each once, and let nobody fold who would not", async () => {
    const { database, client } = await openBefore("_workspace_stats");
    // Of three webhooks: the present minute, an hour of today, one of last week that a day was made of, a day of last year.
    await client.query(`
      INSERT INTO webhook_stats (webhook_id, project_id, resolution, at, workspace_id, created, latency, codes)
      SELECT webhook, project, resolution, date_trunc(resolution, now() - age, 'UTC'), 'ws_1', 1, ARRAY[0, 1], '{"200": 1}'
      FROM (VALUES ('wh_1', NULL), ('wh_2', 'prj_1'), ('wh_3', NULL)) AS w(webhook, project),
        (VALUES ('minute', interval '0'), ('hour', interval '1 hour'), ('day', interval '7 days'), ('day', interval '300 days')) AS r(resolution, age);
      INSERT INTO webhook_stat_details (webhook_id, project_id, resolution, at, workspace_id, created, latency, codes)
      SELECT webhook_id, project_id, 'hour', at + interval '5 hours', workspace_id, created, latency, codes
      FROM webhook_stats WHERE resolution = 'day' AND at > now() - interval '30 days'`);
    await migrateDatabase(database.url);
    const { rows } = await client.query(
      "SELECT project_id, resolution, created, latency, codes FROM workspace_stats ORDER BY project_id, at",
    );
    const sums = (project_id: string, n: number) =>
      ["day", "hour", "hour"].map((resolution) => ({
        project_id,
        resolution,
        created: n,
        latency: [0, n],
        codes: { 200: n },
      }));
    expect(rows).toEqual([...sums("", 2), ...sums("prj_1", 1)]);
    const oldFold = `WITH moved AS (DELETE FROM webhook_stats WHERE resolution = 'minute' RETURNING *)
      INSERT INTO webhook_stats (webhook_id, resolution, at, workspace_id, latency)
      SELECT webhook_id, 'hour', date_trunc('hour', at, 'UTC'), min(workspace_id), sum_counts(latency) FROM moved GROUP BY 1, 3`;
    await expect(client.query(oldFold)).rejects.toThrow("function sum_counts(integer[]) does not exist");
    const oldRead = "SELECT * FROM webhook_stats UNION ALL SELECT * FROM webhook_stat_details";
    expect((await client.query(oldRead)).rowCount).toBe(15);
    const { rowCount } = await client.query("SELECT FROM webhook_stats WHERE resolution = 'minute'");
    expect(rowCount).toBe(3);
    await client.end();
    await database.drop();
  });

  it("run functions and several statements as one, and leave nothing behind when they fail", async () => {
    const database = await createTestDatabase();
    const body =
      "CREATE FUNCTION two() RETURNS int LANGUAGE sql AS $$ SELECT 1; SELECT 2; $$; CREATE TABLE more (id int);";
    expect(await migrateDatabase(database.url, withMigration("99990101000000_more", body))).toHaveLength(1);

    const failing = withMigration("99990101000000_more", body);
    const broken = {
      path: "migration.sql",
      content: { tag: "ok" as const, value: "CREATE TABLE half (id int); SELECT 1/0;" },
    };
    failing.migrationDirectories.push({ path: "99990102000000_broken", migrationFile: broken });
    await expect(migrateDatabase(database.url, failing)).rejects.toThrow(
      /could not be migrated:[\s\S]*division by zero/,
    );

    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(
      "SELECT two(), to_regclass('more') IS NOT NULL AS more, to_regclass('half') AS half",
    );
    await client.end();
    expect(rows).toEqual([{ two: 2, more: true, half: null }]);
    await database.drop();
  });

  it("are refused in one sentence when the database is not there", async () => {
    await expect(migrateDatabase("postgresql://127.0.0.1:1/none")).rejects.toThrow(
      "The database could not be migrated: connect ECONNREFUSED 127.0.0.1:1",
    );
  });
});
