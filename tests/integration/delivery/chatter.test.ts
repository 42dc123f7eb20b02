import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startRedis, type TestRedis } from "@/tests/harness/redis";
import { openStage, type Stage } from "./stage";

const DELIVERIES = 1_000;
const STATEMENTS = `SELECT coalesce(sum(calls), 0)::int AS count FROM pg_stat_statements
  WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`;

const changed = (counter: string) => `SELECT coalesce(sum(${counter}), 0)::int AS count FROM pg_stat_user_tables
  WHERE relid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'deliveries'::regclass)`;
const CHANGED = changed("n_tup_upd");
/** HOT updates: no index heard of them. */
const CHANGED_IN_PLACE = changed("n_tup_hot_upd");

describe.each(["redis", "postgres"] as const)("what a delivery asks of the servers, on %s", (backend) => {
  let stage: Stage;
  let redis: TestRedis | null;
  beforeEach(async () => {
    redis = backend === "redis" ? await startRedis() : null;
    stage = await openStage({ redisUrl: redis?.url });
  });
  afterEach(async () => {
    await stage.close();
    await redis?.kill();
  });

  it("is a part of a statement and of a Redis command when there are many: they are taken in, claimed and recorded together", async () => {
    const { sql } = stage.runtime.database;
    await sql("CREATE EXTENSION pg_stat_statements");
    await stage.newWebhook();
    await stage.startWorker();
    const asked = async () => ({
      statements: (await sql<{ count: number }>(STATEMENTS))[0]?.count ?? Number.NaN,
      commands: redis === null ? 0 : await commandsOf(redis),
    });
    const before = await asked();
    await stage.sendMany(DELIVERIES);
    await stage.receiver.waitForRequests(DELIVERIES, { timeoutMs: 60_000 });
    await stage.waitForCount("SELECT count(*)::int FROM planned_attempts", 0, 60_000);
    const after = await asked();
    expect((after.statements - before.statements) / DELIVERIES).toBeLessThanOrEqual(0.5);
    expect((after.commands - before.commands) / DELIVERIES).toBeLessThanOrEqual(0.5);
    await stage.waitForCount(CHANGED, DELIVERIES);
    const [hot] = await sql<{ count: number }>(CHANGED_IN_PLACE);
    expect(hot?.count).toBeGreaterThanOrEqual(0.8 * DELIVERIES);
  });
});

async function commandsOf({ url }: TestRedis): Promise<number> {
  const client = new Redis(url);
  const stats = await client.info("stats");
  client.disconnect();
  return Number(/total_commands_processed:(\d+)/.exec(stats)?.[1]);
}
