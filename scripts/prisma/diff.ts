import { withSchemaEngine } from "./engine";
import { readSchemaFiles } from "./files";
import { findPartitions } from "./partitions";

/**
 * @param databaseUrl of a database with all migrations applied.
 * @returns the SQL that would make it what prisma/schema describes; empty when the two agree. Partitions do not count, and
 * Prisma sees no functions, checks or collations.
 */
export async function diffSchema(databaseUrl: string): Promise<string> {
  const files = readSchemaFiles().map(([path, content]) => ({ path, content }));
  const filters = { externalTables: await findPartitions(databaseUrl), externalEnums: [] };
  const { stdout } = await withSchemaEngine(databaseUrl, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", files, configDir: "." },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters,
    }),
  );
  return stdout === null || stdout.startsWith("-- This is an empty migration.") ? "" : stdout;
}
