import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { migrateDatabase } from "../prisma/migrate";
import { OperatorError } from "../processes/operator-error";
import { type BackupTable, dataFile, type Manifest, migrationsOf } from "./manifest";
import { withSession } from "./session";
import { columnList, measureTable, quote } from "./tables";

/**
 * Reads every file of a backup and compares it with the manifest, before anything is changed.
 *
 * @throws OperatorError that names the first file that is missing or was altered.
 */
export async function checkFiles(folder: string, manifest: Manifest): Promise<void> {
  migrationsOf(manifest);
  for (const table of manifest.tables) {
    const file = dataFile(folder, table);
    const hash = createHash("sha256");
    await pipeline(createReadStream(file), hash).catch((error: NodeJS.ErrnoException) => {
      throw new OperatorError(`${file} cannot be read: ${error.message}.`, { cause: error });
    });
    if (hash.digest("hex") !== table.sha256)
      throw new OperatorError(`${file} is not what the backup wrote: its SHA-256 differs. Use another backup.`);
  }
}

/**
 * Fills a database that has no tables: the backup's own migrations, its rows, a comparison of counts and checksums, and then
 * the migrations that came after it.
 *
 * @throws OperatorError when what arrived is not what was backed up; the rows are then rolled back.
 */
export async function loadBackup(url: string, folder: string, manifest: Manifest): Promise<void> {
  await migrateDatabase(url, migrationsOf(manifest));
  await withSession(url, async (client) => {
    await client.query("BEGIN");
    await makeWeeks(client, manifest.tables);
    await client.query(`TRUNCATE ${manifest.tables.map(({ name }) => quote(name)).join(", ")} CASCADE`);
    for (const table of manifest.tables) await loadTable(client, folder, table);
    await giveBackClaims(client);
    await client.query("COMMIT");
    await client.query("ANALYZE");
  });
  await migrateDatabase(url);
}

/** Makes the partitions that the backup has; their names end with their Monday. */
async function makeWeeks(client: pg.Client, tables: readonly BackupTable[]): Promise<void> {
  const weeks = new Set(tables.flatMap(({ name, parent }) => (parent === null ? [] : [name.slice(-8)])));
  for (const week of weeks)
    await client.query(
      "SELECT ensure_partitions(monday, monday) FROM (SELECT to_date($1, 'YYYYMMDD')::timestamp AT TIME ZONE 'UTC') AS w(monday)",
      [week],
    );
}

async function loadTable(client: pg.Client, folder: string, table: BackupTable): Promise<void> {
  const target = client.query(copyFrom(`COPY ${quote(table.name)} (${columnList(table)}) FROM STDIN`));
  await pipeline(createReadStream(dataFile(folder, table)), createGunzip(), target);
  const { rows, checksum } = await measureTable(client, table);
  if (rows !== table.rows || checksum !== table.checksum)
    throw new OperatorError(
      `${table.name} did not arrive whole: ${rows} rows (checksum ${checksum}) instead of ${table.rows} (${table.checksum}).`,
    );
}

/** The workers that had claimed these are gone. They did not die of them, so nothing is counted against a delivery. */
async function giveBackClaims(client: pg.Client): Promise<void> {
  await client.query(
    "UPDATE planned_attempts SET due_at = planned_for, lease = NULL, worker_id = NULL WHERE lease IS NOT NULL",
  );
}
