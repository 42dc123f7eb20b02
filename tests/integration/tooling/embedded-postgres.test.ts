import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openHome, type Home } from "@/scripts/home/home";
import { openEmbeddedPostgres } from "@/scripts/postgres/embedded";

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** The folder of the data and the process that serves it. */
function readServer(home: Home): { data: string; pid: number } {
  const data = join(home.read<{ folder: string }>("postgres.json")?.folder ?? "", "data");
  return { data, pid: Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]) };
}

// Real starts and recoveries, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 120_000 });

describe("the embedded PostgreSQL of a home", () => {
  let home: Home;
  beforeEach(() => {
    home = openHome({ POSTHORN_HOME: mkdtempSync(join(tmpdir(), "posthorn-home-")), NODE_ENV: "test" });
  });
  afterEach(() => rmSync(home.folder, { recursive: true, force: true }));

  it("keeps its data, port and password from one start to the next", async () => {
    const first = await openEmbeddedPostgres(home);
    await ask(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
    await first.close();
    const second = await openEmbeddedPostgres(home);
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, "SELECT answer FROM kept")).toBe(42);
    expect(await ask(second.url, "SELECT current_setting('synchronous_commit')")).toBe("on");
    await second.close();
  });

  it("is shared by a second command, and stopped by the first one only", async () => {
    const first = await openEmbeddedPostgres(home);
    const second = await openEmbeddedPostgres(home);
    expect([first.isKeeper, second.isKeeper]).toEqual([true, false]);
    await second.close();
    expect(await ask(first.url, "SELECT 1")).toBe(1);
    await first.close();
    await expect(ask(first.url, "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
  });

  it("is started again when it ends unasked", async () => {
    const postgres = await openEmbeddedPostgres(home);
    process.kill(readServer(home).pid, "SIGKILL");
    await expect.poll(() => ask(postgres.url, "SELECT 1").catch(() => "down"), { timeout: 60_000 }).toBe("down");
    // It answers a moment before its keeper holds the lock again.
    const keepers = () => ask(postgres.url, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'");
    await expect.poll(() => keepers().then(Number, () => "down"), { timeout: 60_000 }).toBe(1);
    const second = await openEmbeddedPostgres(home);
    expect(second.isKeeper).toBe(false);
    await postgres.close();
  });

  it("recovers after a kill -9, also when another program has been given its process number since", async () => {
    const first = await openEmbeddedPostgres(home);
    await ask(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
    const { data, pid } = readServer(home);
    const lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
    process.kill(pid, "SIGKILL");
    await first.close("immediate");
    writeFileSync(join(data, "postmaster.pid"), [process.pid, ...lines.slice(1)].join("\n"));
    const second = await openEmbeddedPostgres(home);
    expect(await ask(second.url, "SELECT answer FROM kept")).toBe(42);
    await second.close();
  });

  it("says in one sentence that its data folder is broken", async () => {
    const first = await openEmbeddedPostgres(home);
    const { data } = readServer(home);
    await first.close();
    rmSync(join(data, "global"), { recursive: true });
    await expect(openEmbeddedPostgres(home)).rejects.toThrow(/did not start on .*data: .*global/);
    rmSync(join(data, "PG_VERSION"));
    await expect(openEmbeddedPostgres(home)).rejects.toThrow(/is not one of PostgreSQL 18/);
  });
});
