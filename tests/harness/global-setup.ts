import type { TestProject } from "vitest/node";
import { createTemplate } from "./database";
import { startPostgres } from "./postgres";
import { startRedis } from "./redis";

/** Starts what every integration test shares: one PostgreSQL with a migrated template database, and one Redis. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  // Some tests count what the product asks of its database.
  const settings = { shared_preload_libraries: "pg_stat_statements" };
  const [postgres, redis] = await Promise.all([startPostgres({ settings }), startRedis()]);
  await createTemplate(postgres.url("postgres"));
  project.provide("postgresUrl", postgres.url("postgres"));
  project.provide("redisUrl", redis.url);
  return async () => {
    await Promise.all([postgres.remove(), redis.kill()]);
  };
}
