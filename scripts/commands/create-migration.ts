import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { openDatabase } from "../home/open-database";
import { diffSchema } from "../prisma/diff";
import { MIGRATIONS_FOLDER } from "../prisma/files";
import { migrateDatabase } from "../prisma/migrate";
import { OperatorError } from "../processes/operator-error";

/**
 * `npm run db:diff -- <name>`: applies the migrations that are missing, and writes a new one for what
 * prisma/schema says beyond them. The new one is not applied: it wants to be looked over first.
 */
export async function run([name = "change"]: string[]): Promise<void> {
  if (!/^[a-z0-9_]+$/.test(name)) {
    throw new OperatorError(`"${name}" is no name for a migration: use small letters, digits and underscores.`);
  }
  const database = await openDatabase();
  try {
    for (const applied of await migrateDatabase(database.url)) console.log(`applied ${applied}`);
    const sql = await diffSchema(database.url);
    console.log(sql === "" ? "The migrations say all that prisma/schema says." : writeMigration(name, sql));
  } finally {
    await database.close();
  }
}

function writeMigration(name: string, sql: string): string {
  const time = new Date()
    .toISOString()
    .replaceAll(/[^0-9]/g, "")
    .slice(0, 14);
  const folder = join(MIGRATIONS_FOLDER, `${time}_${name}`);
  mkdirSync(folder);
  writeFileSync(join(folder, "migration.sql"), sql);
  return `Wrote ${relative(process.cwd(), folder)}/migration.sql: look it over, finish it, then npm run db:migrate.`;
}
