import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { OperatorError } from "../processes/operator-error";
import { runCommand } from "../processes/run-command";
import type { Account } from "./account";
import type { PostgresBinaries } from "./binaries";
import { isPostgresAlive, waitUntilReady, waitUntilUnused } from "./readiness";

const MAJOR_VERSION = "18";

/** One PostgreSQL: `folder` holds its data, its log and its settings. `password` is that of its only user, `postgres`. */
export type ClusterConfig = {
  binaries: PostgresBinaries;
  account: Account;
  folder: string;
  port: number;
  password: string;
  settings?: Record<string, string>;
};

export type Cluster = {
  port: number;
  url: (database: string) => string;
  /** `fast` ends sessions and writes a checkpoint; `immediate` is a crash, recovered from at the next start. */
  stop: (mode: "fast" | "immediate") => Promise<void>;
};

/**
 * Starts a PostgreSQL, making its data folder first if there is none. One that still runs on the folder (its
 * starter was killed) is taken over, on its own port. It runs in a session of its own, so Ctrl-C does not reach it.
 *
 * @throws OperatorError with the server's own last words when it does not come up.
 */
export async function startCluster(config: ClusterConfig): Promise<Cluster> {
  const { folder } = config;
  const data = join(folder, "data");
  if (!existsSync(data)) await initialise(config, data);
  await checkVersion(data);
  const runningPort = await findRunning(config, data);
  if (runningPort === undefined) await start(config, data);
  const port = runningPort ?? config.port;
  const url = (database: string) => connectionUrl(port, config.password, database);
  await waitUntilReady(url("postgres"), 60_000);
  return { port, url, stop: (mode) => stop(config, data, mode) };
}

function connectionUrl(port: number, password: string, database: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
}

async function initialise({ account, binaries, folder, password }: ClusterConfig, data: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await give(account, folder);
  const passwordFile = join(folder, "password");
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await give(account, passwordFile);
  // Made under another name: an initdb cut short must not look like a database.
  const partial = join(folder, "data.partial");
  await rm(partial, { recursive: true, force: true });
  const args = ["-D", partial, "-U", "postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  const options = { ...account, cwd: folder };
  const made = await runCommand(binaries.initdb, [...args, "--encoding=UTF8", "--locale=C", "--no-sync"], options);
  await rm(passwordFile);
  if (made.exitCode !== 0)
    throw new OperatorError(`PostgreSQL could not make its data folder: ${lastLine(made.output)}`);
  await rename(partial, data);
}

async function checkVersion(data: string): Promise<void> {
  const version = await readFile(join(data, "PG_VERSION"), "utf8").catch(() => "none");
  if (version.trim() === MAJOR_VERSION) return;
  throw new OperatorError(
    `The data folder ${data} is not one of PostgreSQL ${MAJOR_VERSION} (its version: ${version.trim()}): restore it, or move it away to begin with an empty database.`,
  );
}

/** @returns the port of a server that already runs on this folder. */
async function findRunning({ password }: ClusterConfig, data: string): Promise<number | undefined> {
  const pidFile = join(data, "postmaster.pid");
  const [pid, , , port] = (await readFile(pidFile, "utf8").catch(() => "")).split("\n");
  if (pid === undefined || port === undefined) return undefined;
  if (await isPostgresAlive(Number(pid))) {
    await waitUntilReady(connectionUrl(Number(port), password, "postgres"), 60_000);
    return Number(port);
  }
  // After a kill the number may belong to another program, or to a dead process that nobody reaps, as in a container:
  // before either PostgreSQL would give up.
  await waitUntilUnused(data);
  await rm(pidFile, { force: true });
  return undefined;
}

async function start({ account, binaries, folder, port, settings }: ClusterConfig, data: string): Promise<void> {
  const log = join(folder, "postgres.log");
  await writeFile(log, "");
  await give(account, log);
  const all = { ...DEFAULT_SETTINGS, ...settings, port: String(port) };
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value}'\n`);
  await writeFile(join(data, "postgresql.conf"), lines.join(""));
  const args = ["start", "--wait", "--timeout=60", "-D", data, "-l", log];
  const started = await runCommand(binaries.pgCtl, args, { ...account, cwd: folder });
  if (started.exitCode === 0) return;
  const lastWords = lastLine(await readFile(log, "utf8")) || lastLine(started.output);
  throw new OperatorError(`The embedded PostgreSQL did not start on ${data}: ${lastWords} (its log: ${log})`);
}

async function stop({ account, binaries, folder }: ClusterConfig, data: string, mode: string): Promise<void> {
  const args = ["stop", "--wait", "--timeout=60", "-D", data, "--mode", mode];
  await runCommand(binaries.pgCtl, args, { ...account, cwd: folder });
}

// Memory is taken as it is used. Checkpoints are rare, because after each one every page is written to the log whole once more.
const DEFAULT_SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "256MB",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  synchronous_commit: "on",
  timezone: "UTC",
  log_timezone: "UTC",
  jit: "off",
};

async function give({ uid, gid }: Account, path: string): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

function lastLine(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const fatal = lines.findLast((line) => /FATAL|PANIC|error:/.test(line));
  return (fatal ?? lines.at(-1) ?? "").replace(/^.*?(FATAL|PANIC|error):\s*/, "").trim();
}
