import { readdirSync } from "node:fs";
import { join } from "node:path";
import { queueConnection } from "@/lib/platform/env";
import { checkRedis } from "@/lib/queue";
import type { Runtime } from "@/lib/runtime";
import type { Readiness } from "./operations/system";

/**
 * Asks each part that the process needs. Without the queue it is only "degraded": events are accepted all the same,
 * and taking the process out of service would turn a delay into an outage.
 */
export async function readReadiness(runtime: Runtime): Promise<Readiness> {
  const [migrations, queue] = await Promise.all([checkMigrations(runtime), checkQueue(runtime)]);
  const database = migrations === "unknown" ? "unreachable" : "ok";
  const checks = { database, migrations, queue } as const;
  if (migrations !== "ok") return { status: "not_ready", checks };
  return { status: queue === "ok" ? "ready" : "degraded", checks };
}

async function checkMigrations({ database, logger }: Runtime): Promise<"ok" | "missing" | "unknown"> {
  // Outside of what is caught: a build without its migrations is no fault of the database.
  const own = ownMigrations();
  try {
    const [table] = await database.sql<{ there: boolean }>(
      "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there",
    );
    if (table?.there !== true) return "missing";
    const applied = await database.sql<{ name: string }>(
      "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL",
    );
    const names = new Set(applied.map(({ name }) => name));
    return own.every((name) => names.has(name)) ? "ok" : "missing";
  } catch (err) {
    logger.warn({ err }, "not ready: the database does not answer");
    return "unknown";
  }
}

/** @returns the migrations of this build; the web process runs in the repository's folder, as Next does. */
function ownMigrations(): string[] {
  const folder = join(process.cwd(), "prisma", "migrations");
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

async function checkQueue({ env, logger }: Runtime): Promise<"ok" | "unreachable"> {
  const connection = queueConnection(env);
  // On PostgreSQL the queue is there when the database is.
  if (connection.backend === "postgres") return "ok";
  try {
    await checkRedis(connection.url);
    return "ok";
  } catch (err) {
    logger.warn({ err }, "degraded: the queue does not answer");
    return "unreachable";
  }
}
