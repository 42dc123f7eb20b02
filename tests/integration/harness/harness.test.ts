import { Redis } from "ioredis";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/tests/harness/database";
import { startPostgres } from "@/tests/harness/postgres";
import { startRedis } from "@/tests/harness/redis";
import { redisDatabase } from "@/tests/harness/redis-database";

async function queryOne(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

describe("a test's database", () => {
  let first: TestDatabase;
  let second: TestDatabase;
  beforeAll(async () => {
    [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  });
  afterAll(() => Promise.all([first.drop(), second.drop()]));

  it("is migrated and shares nothing with another test's", async () => {
    expect(await queryOne(second.url, "SELECT to_regclass('workspaces')::text")).toBe("workspaces");
    await queryOne(first.url, "CREATE TABLE mine AS SELECT 1");
    expect(await queryOne(second.url, "SELECT to_regclass('mine')::text")).toBeNull();
  });
});

describe("a PostgreSQL of a test's own", () => {
  it("keeps committed rows through a crash and a restart on the same port", async () => {
    const postgres = await startPostgres({ durable: true });
    const url = postgres.url("postgres");
    await queryOne(url, "CREATE TABLE kept AS SELECT 42 AS answer");
    await postgres.stop("immediate");
    await expect(queryOne(url, "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
    await postgres.start();
    expect(await queryOne(url, "SELECT answer FROM kept")).toBe(42);
    await postgres.remove();
  });
});

describe("a test's Redis", () => {
  it("is a database that no other test sees", async () => {
    const [first, second] = await Promise.all([redisDatabase(), redisDatabase()]);
    expect(first).not.toBe(second);
    const client = new Redis(first);
    await client.set("key", "value");
    client.disconnect();
    const other = new Redis(second);
    expect(await other.get("key")).toBeNull();
    other.disconnect();
  });

  it("can be killed, and comes back empty on the same port", async () => {
    const redis = await startRedis();
    const client = new Redis(redis.url);
    client.on("error", () => undefined);
    await client.set("key", "value");
    await redis.kill();
    await redis.start();
    expect(await client.get("key")).toBeNull();
    client.disconnect();
    await redis.kill();
  });
});
