import pg from "pg";
import { withSchemaEngine } from "./engine";
import { readMigrations } from "./files";

/** Any number: the one that every Posthorn takes while it migrates ("PHMG"). */
const MIGRATION_LOCK = 0x50484d47;

/**
 * Applies what is missing of prisma/migrations, each migration in one transaction. Safe to call from several
 * processes at once: a second one waits for the first and then finds nothing to do.
 *
 * @returns the names of the migrations that this call applied, oldest first.
 * @throws Error in one sentence when the database cannot be reached, a migration fails, or an earlier one is half done.
 */
export async function migrateDatabase(databaseUrl: string): Promise<string[]> {
  return withMigrationLock(databaseUrl, () =>
    withSchemaEngine(databaseUrl, async (engine) => {
      const migrationsList = readMigrations();
      const filters = { externalTables: [], externalEnums: [] };
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters });
      return appliedMigrationNames;
    }),
  );
}

async function withMigrationLock<T>(databaseUrl: string, migrate: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    // Held by the session, so a migrator that dies gives it back.
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    return await migrate();
  } finally {
    await client.end();
  }
}
