import { randomBytes } from "node:crypto";
import type pg from "pg";
import { OperatorError } from "../processes/operator-error";
import { checkFiles, loadBackup } from "./load-backup";
import { type Manifest, readManifest } from "./manifest";
import { withSession } from "./session";
import { quote } from "./tables";

/**
 * Restores a backup. A database without tables is filled; one with tables is replaced by a new one beside it, once that is
 * whole, so that a restore that fails leaves what was there.
 *
 * @param options.replace allows to lose what the database holds.
 * @throws OperatorError when the backup is damaged, somebody uses the database, or it holds something and may not be replaced.
 */
export async function restoreBackup(url: string, from: string, { replace }: { replace: boolean }): Promise<Manifest> {
  const { folder, manifest } = readManifest(from);
  await checkFiles(folder, manifest);
  const state = await withSession(url, look);
  if (state.others.length > 0)
    throw new OperatorError(
      `Others use the database (${state.others.join(", ")}): stop web and workers first, then restore.`,
    );
  if (state.filled.length > 0 && !replace)
    throw new OperatorError(
      `The database is not empty (${state.filled.slice(0, 5).join(", ")} …): restore into an empty one, or add --replace to lose what it holds.`,
    );
  if (state.tables === 0) await loadBackup(url, folder, manifest);
  else await replaceDatabase(url, folder, manifest);
  return manifest;
}

type State = { others: string[]; tables: number; filled: string[] };

async function look(client: pg.Client): Promise<State> {
  const { rows: others } = await client.query<{ name: string }>(
    `SELECT DISTINCT coalesce(nullif(application_name, ''), 'a client without a name') AS name FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' ORDER BY name`,
  );
  const { rows: tables } = await client.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY name",
  );
  const filled: string[] = [];
  for (const { name } of tables) {
    if (name === "_prisma_migrations") continue;
    const { rows } = await client.query(`SELECT FROM ONLY public.${quote(name)} LIMIT 1`);
    if (rows.length > 0) filled.push(name);
  }
  return { others: others.map(({ name }) => name), tables: tables.length, filled };
}

async function replaceDatabase(url: string, folder: string, manifest: Manifest): Promise<void> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const mark = randomBytes(4).toString("hex");
  const fresh = `posthorn_restored_${mark}`;
  const old = `posthorn_replaced_${mark}`;
  const server = withDatabase(url, "postgres");
  await onServer(server, [`CREATE DATABASE ${fresh} TEMPLATE template0`]);
  try {
    await loadBackup(withDatabase(url, fresh), folder, manifest);
    await onServer(server, [`ALTER DATABASE ${quote(name)} RENAME TO ${old}`]);
  } catch (error) {
    await onServer(server, [`DROP DATABASE ${fresh}`]);
    throw error;
  }
  await onServer(server, [`ALTER DATABASE ${fresh} RENAME TO ${quote(name)}`, `DROP DATABASE ${old}`]);
}

async function onServer(url: string, statements: readonly string[]): Promise<void> {
  await withSession(url, async (client) => {
    for (const statement of statements) await client.query(statement);
  }).catch((error: Error) => {
    throw new OperatorError(
      `The database cannot be replaced (${error.message}): make a new, empty one, point DATABASE_URL at it, and restore there.`,
      { cause: error },
    );
  });
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
