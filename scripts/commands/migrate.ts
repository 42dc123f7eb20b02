import { openDatabase } from "../home/open-database";
import { migrateDatabase } from "../prisma/migrate";

/** `npm run db:migrate`: applies the migrations that the database lacks. */
export async function run(): Promise<void> {
  const database = await openDatabase();
  try {
    const names = await migrateDatabase(database.url);
    for (const name of names) console.log(`applied ${name}`);
    if (names.length === 0) console.log("No migration is missing.");
  } finally {
    await database.close();
  }
}
