import pg from "pg";
import { OperatorError } from "../processes/operator-error";
import { withSchemaEngine } from "./engine";
import { readMigrations } from "./files";

/** Any number: the one that every Posthorn takes while it migrates ("PHMG"). */
const MIGRATION_LOCK = 0x50484d47;

/**
 * Applies what is missing of prisma/migrations, each migration in one transaction. Safe to call from several
 * processes at once: a second one waits for the first and then finds nothing to do.
 *
 * @returns the names of the migrations that this call applied, oldest first.
 * @throws OperatorError when the database cannot be reached, a migration fails, or an earlier one is half done.
 */
export async function migrateDatabase(databaseUrl: string, migrationsList = readMigrations()): Promise<string[]> {
  return withMigrationLock(databaseUrl, () =>
    withSchemaEngine(databaseUrl, async (engine) => {
      const filters = { externalTables: [], externalEnums: [] };
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters });
      return appliedMigrationNames;
    }),
  );
}

async function withMigrationLock<T>(databaseUrl: string, migrate: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    // Held by the session, so a migrator that dies gives it back.
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    return await migrate();
  } catch (error) {
    throw new OperatorError(`The database could not be migrated: ${explain(error)}`, { cause: error });
  } finally {
    await client.end();
  }
}

/** Of the engine's long messages what PostgreSQL said; of Node's, which may be empty, at least the code. */
function explain(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message || (code ?? String(error));
}
