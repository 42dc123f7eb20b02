import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { MigrationDirectory, MigrationList } from "@prisma/schema-engine-wasm/schema_engine_bg";

const PRISMA_FOLDER = join(import.meta.dirname, "..", "..", "prisma");
export const MIGRATIONS_FOLDER = join(PRISMA_FOLDER, "migrations");

/** @returns `[path, content]` of each schema file, in the form the schema engine takes. */
export function readSchemaFiles(): [path: string, content: string][] {
  const folder = join(PRISMA_FOLDER, "schema");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .toSorted()
    .map((name) => [join(folder, name), readFileSync(join(folder, name), "utf8")]);
}

/** @returns the migrations of this repository, oldest first. */
export function readMigrations(): MigrationList {
  const lockfile = join(MIGRATIONS_FOLDER, "migration_lock.toml");
  return {
    baseDir: MIGRATIONS_FOLDER,
    lockfile: {
      path: "migration_lock.toml",
      content: existsSync(lockfile) ? readFileSync(lockfile, "utf8") : null,
    },
    shadowDbInitScript: "",
    migrationDirectories: readdirSync(MIGRATIONS_FOLDER, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => readMigration(entry.name))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function readMigration(name: string): MigrationDirectory {
  const content = readFileSync(join(MIGRATIONS_FOLDER, name, "migration.sql"), "utf8");
  return { path: name, migrationFile: { path: "migration.sql", content: { tag: "ok", value: content } } };
}
