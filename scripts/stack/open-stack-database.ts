import type { Home } from "../home/home";
import { openDatabase, type OpenDatabase } from "../home/open-database";
import { migrateDatabase } from "../prisma/migrate";
import { OperatorError } from "../processes/operator-error";
import { showStep } from "../processes/progress";
import type { Shutdown } from "./stop-in-order";

/**
 * Opens the database for a whole Posthorn and migrates it.
 *
 * @throws OperatorError when another Posthorn runs from the same home, or the database cannot be used.
 */
export async function openStackDatabase(home: Home, shutdown: Shutdown): Promise<OpenDatabase> {
  const title = process.env.DATABASE_URL ? "connecting to PostgreSQL" : "starting PostgreSQL";
  const database = await showStep(title, () => openDatabase());
  if (database.isEmbedded && !database.isKeeper) {
    throw new OperatorError(
      `Posthorn already runs from ${home.folder}: stop it first, or run another beside it, as in POSTHORN_HOME=.other PORT=3002 npm start.`,
    );
  }
  shutdown.add({ stop: () => database.close("fast"), kill: () => database.close("immediate") });
  await showStep("migrating the database", () => migrateDatabase(database.url));
  return database;
}
