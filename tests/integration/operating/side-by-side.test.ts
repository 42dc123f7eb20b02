import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readReadiness } from "@/lib/http";
import { VERSION } from "@/lib/platform/version";
import { readMigrations } from "@/scripts/prisma/files";
import { migrateDatabase } from "@/scripts/prisma/migrate";
import { openStage, type Stage } from "@/tests/integration/delivery/stage";
import {
  buildWorker,
  spawnWorker,
  workerBundle,
  type WorkerProcess,
} from "@/tests/integration/delivery/worker-process";

const NEXT_VERSION = "999.0.0";
/** Spread over the run, so that some are retried by another version than the one that failed. */
const FAILURES = 15;

/** What a next version may do to the schema while this one runs: add, and nothing else. */
const ADDITIONS = [
  "ALTER TABLE planned_attempts ADD COLUMN note TEXT;",
  "ALTER TABLE webhooks ADD COLUMN colour TEXT NOT NULL DEFAULT 'none';",
  "ALTER TABLE lanes ADD COLUMN extra INTEGER NOT NULL DEFAULT 0;",
  "ALTER TABLE deliveries ADD COLUMN note TEXT;",
  "ALTER TABLE attempts ADD COLUMN note TEXT;",
  "ALTER TABLE workers ADD COLUMN zone TEXT;",
  "CREATE TABLE notes (delivery_id TEXT PRIMARY KEY, text TEXT NOT NULL); CREATE INDEX planned_attempts_of_event ON planned_attempts (event_id);",
];

describe("an upgrade while everything runs", () => {
  let stage: Stage;
  let removeBundle: () => Promise<void>;
  const running: WorkerProcess[] = [];
  let isLoading = false;
  beforeAll(async () => {
    removeBundle = await buildWorker();
  });
  afterAll(() => removeBundle());
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(async () => {
    isLoading = false;
    for (const worker of running.splice(0)) {
      if (worker.isRunning()) worker.kill("SIGKILL");
      await worker.exited;
    }
    await stage.close();
  });

  const start = async (bundle?: string) => {
    const worker = await spawnWorker(stage.env, bundle);
    running.push(worker);
    return worker;
  };

  it(
    "migrations that add are applied under old workers, new ones join, old ones leave: nothing lost, nothing twice",
    { timeout: 180_000 },
    async () => {
      const next = workerBundle().replace("worker.js", "next-worker.js");
      const text = await readFile(workerBundle(), "utf8");
      const renamed = text.replace(`version: "${VERSION}"`, `version: "${NEXT_VERSION}"`);
      expect(renamed).not.toBe(text);
      await writeFile(next, renamed);

      await stage.newWebhook();
      await stage.newWebhook({ retryScheduleMs: [1_000, 1_000, 1_000] });
      const steps = Array.from({ length: FAILURES }, () => [
        { status: 500 },
        ...Array.from({ length: 9 }, () => ({ status: 200 })),
      ]);
      stage.receiver.script("/hook-2", ...steps.flat());
      const old = await start();
      isLoading = true;
      let accepted = 0;
      const load = (async () => {
        while (isLoading) {
          await stage.sendMany(10);
          accepted += 10;
          await sleep(40);
        }
      })();
      const further = () => stage.receiver.waitForRequests(stage.receiver.requests.length + 40, { timeoutMs: 60_000 });

      await further();
      const migrations = readMigrations();
      for (const [index, value] of ADDITIONS.entries()) {
        migrations.migrationDirectories.push({
          path: `9999010100000${index}_addition`,
          migrationFile: { path: "migration.sql", content: { tag: "ok", value } },
        });
        expect(await migrateDatabase(stage.env.DATABASE_URL ?? "", migrations)).toHaveLength(1);
        await further();
      }
      // A web process of the old version may go on being sent requests.
      expect(await readReadiness(stage.runtime)).toMatchObject({ status: "ready", checks: { migrations: "ok" } });
      await start(next);
      await further();
      const versions = await stage.runtime.database.sql<{ version: string }>(
        "SELECT version FROM workers ORDER BY version",
      );
      expect(versions.map(({ version }) => version)).toEqual([VERSION, NEXT_VERSION]);
      await further();
      old.kill("SIGTERM");
      expect(await old.exited).toBe(0);
      await further();
      isLoading = false;
      await load;

      await stage.waitForCount(
        "SELECT count(*)::int FROM deliveries WHERE status IN ('pending', 'retrying')",
        0,
        40_000,
      );
      await stage.waitForCount("SELECT count(*)::int FROM deliveries WHERE status = 'delivered'", accepted * 2);
      const workers = await stage.runtime.database.sql("SELECT DISTINCT worker_id FROM attempts");
      expect(workers).toHaveLength(2);
      const ids = (path: string) => stage.receiver.requestsTo(path).map(({ headers }) => headers["webhook-id"]);
      expect(ids("/hook-1")).toHaveLength(accepted);
      expect(new Set(ids("/hook-1")).size).toBe(accepted);
      expect(new Set(ids("/hook-2")).size).toBe(accepted);
      // The receiver answered some of them with 500, and each of those is one request more.
      expect(ids("/hook-2")).toHaveLength(accepted + FAILURES);
      await stage.waitForCount("SELECT count(*)::int FROM attempts WHERE NOT ok", FAILURES);
    },
  );
});
