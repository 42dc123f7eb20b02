import pg from "pg";
import { afterEach, expect, it } from "vitest";
import { openStage, type Stage, until } from "@/tests/integration/delivery/stage";

let stage: Stage;
let migration: pg.Client;
afterEach(async () => {
  await migration.end();
  await stage.close();
});

it("events that a migration deadlocks with are accepted once it is through", async () => {
  stage = await openStage();
  await stage.newWebhook();
  await stage.sendMany(1);
  migration = new pg.Client({ connectionString: stage.env.DATABASE_URL });
  await migration.connect();
  // It does not look for deadlocks itself, so the ingest is the one that is rolled back.
  await migration.query("SET deadlock_timeout = '60s'");
  await migration.query("BEGIN");
  await migration.query("LOCK TABLE webhook_stats IN ACCESS EXCLUSIVE MODE");
  const outcome = stage.sendMany(5).then(
    () => "accepted",
    (error: Error) => error.message,
  );
  const { sql } = stage.runtime.database;
  const isWaiting = async () => (await sql("SELECT 1 FROM pg_locks WHERE NOT granted")).length > 0;
  await until(isWaiting, "the ingest to wait");
  await migration.query("LOCK TABLE events IN ACCESS EXCLUSIVE MODE");
  await migration.query("COMMIT");
  expect(await outcome).toBe("accepted");
  await stage.waitForCount("SELECT count(*)::int FROM deliveries", 6);
  await stage.waitForCount("SELECT count(*)::int FROM planned_attempts", 6);
  await stage.waitForCount("SELECT count(*)::int FROM events", 6);
});
