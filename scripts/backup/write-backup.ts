import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { sqlOn } from "@/lib/platform/db";
import { countByKey } from "@/lib/platform/reseal";
import { VERSION } from "@/lib/platform/version";
import { OperatorError } from "../processes/operator-error";
import { type BackupTable, dataFile, type Manifest, MANIFEST_FILE, newManifest } from "./manifest";
import { withSession } from "./session";
import { columnList, listTables, measureTable, quote, type Table } from "./tables";

/**
 * Writes every table as it is at one instant, while others go on writing. The folder has its name only once it is whole.
 *
 * @param parent where the backup's own folder is made.
 * @throws OperatorError when the database cannot be read, or was never migrated.
 */
export async function writeBackup(url: string, parent: string): Promise<{ folder: string; manifest: Manifest }> {
  const folder = join(parent, `posthorn-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "")}`);
  const partial = `${folder}.partial-${process.pid}`;
  await mkdir(partial, { recursive: true, mode: 0o700 });
  try {
    const manifest = await withSession(url, (client) => writeTables(client, partial));
    await writeFile(join(partial, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`, {
      mode: 0o600,
      flush: true,
    });
    await rename(partial, folder);
    return { folder, manifest };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

async function writeTables(client: pg.Client, folder: string): Promise<Manifest> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const { rows } = await client.query<{ taken_at: Date; version: string }>(
    "SELECT now() AS taken_at, current_setting('server_version') AS version",
  );
  const migrations = await readApplied(client);
  const tables = await listTables(client);
  // Retention drops whole weeks: what the snapshot lists must stay until it is read.
  await client.query(`LOCK TABLE ${tables.map(({ name }) => `ONLY ${quote(name)}`).join(", ")} IN ACCESS SHARE MODE`);
  const written: BackupTable[] = [];
  for (const table of tables) written.push(await writeTable(client, folder, table));
  const byKey = await countByKey(sqlOn(client));
  await client.query("COMMIT");
  return newManifest({
    posthornVersion: VERSION,
    postgresVersion: rows[0]?.version ?? "",
    takenAt: rows[0]?.taken_at.toISOString() ?? "",
    migrations,
    encryptionKeyIds: Object.keys(byKey).toSorted(),
    tables: written,
  });
}

async function readApplied(client: pg.Client): Promise<Manifest["migrations"]> {
  const { rows: found } = await client.query(
    "SELECT FROM pg_tables WHERE schemaname = 'public' AND tablename = '_prisma_migrations'",
  );
  if (found.length === 0) throw new OperatorError("There is nothing to back up: the database was never migrated.");
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  const open = rows.find(({ finished }) => !finished);
  if (open !== undefined)
    throw new OperatorError(`The migration ${open.name} is under way or failed: finish it, then back up.`);
  return rows.map(({ name, checksum }) => ({ name, checksum }));
}

async function writeTable(client: pg.Client, folder: string, table: Table): Promise<BackupTable> {
  const measured = await measureTable(client, table);
  const source = client.query(copyTo(`COPY ${quote(table.name)} (${columnList(table)}) TO STDOUT`));
  const hash = createHash("sha256");
  let bytes = 0;
  const count = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  const target = createWriteStream(dataFile(folder, table), { mode: 0o600, flush: true });
  await pipeline(source, createGzip({ level: 3 }), count, target);
  return { ...table, ...measured, bytes, sha256: hash.digest("hex") };
}
