import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadEnv } from "@/lib/platform/env";
import { closeRuntime, startRuntime } from "@/lib/runtime";
import { MANIFEST_FILE } from "@/scripts/backup/manifest";
import { rehearse } from "@/scripts/backup/rehearse";
import { restoreBackup } from "@/scripts/backup/restore-backup";
import { writeBackup } from "@/scripts/backup/write-backup";
import { createEmptyDatabase, type TestDatabase } from "@/tests/harness/database";
import { openStage, type Stage } from "@/tests/integration/delivery/stage";
import { startWorker } from "@/worker/runtime";

describe("backup and restore", () => {
  let stage: Stage;
  let target: TestDatabase;
  let folder: string;
  beforeEach(async () => {
    stage = await openStage({ settings: { DATABASE_POOL_SIZE: "5" } });
    target = await createEmptyDatabase();
    folder = await mkdtemp(join(tmpdir(), "posthorn-backup-"));
  });
  afterEach(async () => {
    await stage.close();
    await target.drop();
    await rm(folder, { recursive: true, force: true });
  });
  const keyRing = () => stage.env.POSTHORN_ENCRYPTION_KEYS ?? "";
  const backUp = () => writeBackup(stage.env.DATABASE_URL ?? "", folder);
  const sentIds = () => stage.receiver.requests.map(({ headers }) => headers["webhook-id"] ?? "");

  it("taken under load: a restored instance delivers what was open, and nothing twice that was delivered", async () => {
    const slow = await stage.newWebhook({ rateLimit: 150 });
    await stage.newWebhook({ rateLimit: 150 });
    const worker = await stage.startWorker();
    let isLoading = true;
    const load = (async () => {
      while (isLoading) {
        await stage.sendMany(20);
        await sleep(50);
      }
    })();
    await stage.receiver.waitForRequests(150);
    const { folder: backup, manifest } = await backUp();
    await stage.receiver.waitForRequests(stage.receiver.requests.length + 50);
    isLoading = false;
    await load;
    // The crash: what was accepted and sent after the backup is known to nobody but the receiver.
    await worker.close();
    await closeRuntime();
    const before = sentIds().length;

    await restoreBackup(target.url, backup, { replace: false });
    const states = await ask<{ event_id: string; webhook_id: string; status: string }>(
      target.url,
      "SELECT event_id, webhook_id, status FROM deliveries",
    );
    const open = states.filter(({ status }) => status !== "delivered");
    const finished = states.filter(({ status }) => status === "delivered");
    expect(
      manifest.tables.filter(({ parent }) => parent === "deliveries").reduce((sum, { rows }) => sum + rows, 0),
    ).toBe(states.length);
    expect(open.length).toBeGreaterThan(0);
    expect(finished.length).toBeGreaterThan(0);
    expect(await ask(target.url, "SELECT 1 FROM planned_attempts WHERE lease IS NOT NULL OR crashes > 0")).toEqual([]);

    const runtime = startRuntime("worker", loadEnv({ ...stage.env, DATABASE_URL: target.url }));
    const restored = await startWorker(runtime, () => undefined);
    try {
      const left = async () =>
        (await runtime.database.sql("SELECT count(*)::int AS n FROM deliveries WHERE status <> 'delivered'"))[0]?.n;
      await expect.poll(left, { timeout: 30_000, interval: 100 }).toBe(0);
    } finally {
      await restored.close();
    }
    const keyOf = (path: string, eventId: string) => `${path} ${eventId}`;
    const pathOf = (webhookId: string) => (webhookId === slow.id ? slow.path : "/hook-2");
    const after = stage.receiver.requests
      .slice(before)
      .map(({ path, headers }) => keyOf(path, headers["webhook-id"] ?? ""));
    expect(after.toSorted()).toEqual(open.map((row) => keyOf(pathOf(row.webhook_id), row.event_id)).toSorted());
    const all = new Set(sentIds());
    expect(states.filter(({ event_id }) => !all.has(event_id))).toEqual([]);
  });

  it("has no week that retention has detached and not dropped yet, and is restored without it", async () => {
    const [week] = await ask<{ name: string }>(
      stage.env.DATABASE_URL ?? "",
      "SELECT max(inhrelid::regclass::text) AS name FROM pg_inherits WHERE inhparent = 'deliveries'::regclass",
    );
    await stage.runtime.database.sql(`ALTER TABLE deliveries DETACH PARTITION ${week?.name}`);
    const { folder: backup, manifest } = await backUp();
    expect(manifest.tables.map(({ name }) => name)).not.toContain(week?.name);
    await restoreBackup(target.url, backup, { replace: false });
    expect(await ask(target.url, "SELECT 1 FROM deliveries")).toEqual([]);
  });

  it("holds no key and no secret, is closed to others, and says which keys it needs", async () => {
    const { secret } = await stage.newWebhook({ headers: { "X-Api-Key": "do-not-write-me" } });
    const { folder: backup, manifest } = await backUp();
    expect(manifest.encryptionKeyIds).toEqual(["test"]);
    expect((await stat(backup)).mode & 0o777).toBe(0o700);
    const names = await readdir(backup);
    expect(names.toSorted()).toEqual(
      [MANIFEST_FILE, ...manifest.tables.map(({ name }) => `${name}.copy.gz`)].toSorted(),
    );
    const texts = await Promise.all(names.map(async (name) => read(await readFile(join(backup, name)), name)));
    const whole = texts.join("\n");
    expect(whole).toContain("test.");
    for (const hidden of [
      secret,
      keyRing().split(":")[1] ?? "",
      "do-not-write-me",
      stage.env.POSTHORN_API_KEY_PEPPER ?? "",
    ])
      expect(whole).not.toContain(hidden);
    const modes = await Promise.all(names.map(async (name) => (await stat(join(backup, name))).mode & 0o777));
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });

  it("is refused by a database that holds something or is in use, and replaces one on demand", async () => {
    await stage.newWebhook();
    await stage.send({ text: "tab\t, newline\n, backslash \\ and \\N and ü" });
    await stage.runtime.database.sql(
      "SELECT ensure_partitions(now() - interval '60 days', now() - interval '50 days')",
    );
    const { folder: backup } = await backUp();
    const url = stage.env.DATABASE_URL ?? "";
    await expect(restoreBackup(url, backup, { replace: true })).rejects.toThrow(
      /Others use the database \(.*posthorn worker/,
    );
    await restoreBackup(target.url, backup, { replace: false });
    await expect(restoreBackup(target.url, backup, { replace: false })).rejects.toThrow(/not empty .*--replace/);
    await run(target.url, "INSERT INTO delivery_pauses SELECT id, 'later', 'system', NULL, 'test' FROM workspaces");
    await restoreBackup(target.url, backup, { replace: true });
    expect(await ask(target.url, "SELECT 1 FROM delivery_pauses")).toEqual([]);
    const everything = "SELECT body FROM events";
    expect(await ask(target.url, everything)).toEqual(await ask(url, everything));
    const weeks =
      "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent::regclass::text IN ('events', 'attempts') ORDER BY 1";
    expect(await ask(target.url, weeks)).toEqual(await ask(url, weeks));
    expect(await ask(target.url, "SELECT datname FROM pg_database WHERE datname LIKE 'posthorn\\_re%'")).toEqual([]);
  });

  it("is refused when a file was altered, lost rows, or comes from another schema, and nothing is changed then", async () => {
    await stage.newWebhook();
    await stage.send();
    const { folder: backup, manifest } = await backUp();
    const edit = async (change: (edited: typeof manifest) => void) => {
      const edited = structuredClone(manifest);
      change(edited);
      await writeFile(join(backup, MANIFEST_FILE), JSON.stringify(edited));
    };
    const tables = () => ask(target.url, "SELECT 1 FROM pg_tables WHERE schemaname = 'public'");

    await edit(({ migrations }) => migrations.push({ name: "29990101000000_future", checksum: "x" }));
    await expect(restoreBackup(target.url, backup, { replace: false })).rejects.toThrow(
      /29990101000000_future this version does not have/,
    );
    await edit((edited) => (edited.tables = edited.tables.map((table) => ({ ...table, sha256: "0" }))));
    await expect(restoreBackup(target.url, backup, { replace: false })).rejects.toThrow(/SHA-256 differs/);
    expect(await tables()).toEqual([]);

    const webhooks = manifest.tables.find(({ name }) => name === "webhooks");
    await edit(
      (edited) =>
        (edited.tables = edited.tables.map((table) => (table.name === "webhooks" ? { ...table, rows: 2 } : table))),
    );
    await expect(restoreBackup(target.url, backup, { replace: false })).rejects.toThrow(
      /webhooks did not arrive whole: 1 rows .* instead of 2/,
    );
    expect(webhooks?.rows).toBe(1);
    expect(await ask(target.url, "SELECT 1 FROM webhooks")).toEqual([]);
    await expect(restoreBackup(target.url, join(folder, "nowhere"), { replace: false })).rejects.toThrow(/nothing at/);
  });

  it("is rehearsed: restored beside, compared, a secret opened with the keys, nothing left behind", async () => {
    await stage.newWebhook();
    await stage.send();
    const leftovers = async () => (await readdir(tmpdir())).filter((name) => name.startsWith("posthorn-rehearsal-"));
    const before = await leftovers();
    const done = await rehearse(stage.env.DATABASE_URL ?? "", keyRing());
    expect(done.opened).toMatchObject([{ keyId: "test" }]);
    expect(done.manifest.tables.find(({ name }) => name === "webhooks")?.rows).toBe(1);
    const wrong = `test:${Buffer.alloc(32).toString("base64")}`;
    await expect(rehearse(stage.env.DATABASE_URL ?? "", wrong)).rejects.toThrow(/does not open with the keys at hand/);
    await expect(rehearse(stage.env.DATABASE_URL ?? "", keyRing().replace("test:", "other:"))).rejects.toThrow(
      /lacks test/,
    );
    expect(await leftovers()).toEqual(before);
  });
});

function read(content: Buffer, name: string): string {
  return (name.endsWith(".gz") ? gunzipSync(content) : content).toString("utf8");
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const run = async (url: string, sql: string): Promise<void> => void (await ask(url, sql));
