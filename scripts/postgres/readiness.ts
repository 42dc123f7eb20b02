import { readdir, readFile, readlink, realpath } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { OperatorError } from "../processes/operator-error";
import { runCommand } from "../processes/run-command";

/** Resolves once the server answers a query; a server that is starting up or recovering is waited for. */
export async function waitUntilReady(url: string, timeoutMs: number): Promise<void> {
  const deadlineMs = Date.now() + timeoutMs;
  for (;;) {
    const failure = await tryQuery(url);
    if (failure === undefined) return;
    if (Date.now() > deadlineMs) {
      throw new OperatorError(`PostgreSQL at ${new URL(url).host} did not answer in time: ${failure}.`);
    }
    await sleep(50);
  }
}

async function tryQuery(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A server that goes away while the client closes is no news here.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.end();
  }
}

/** Whether this process exists and is a PostgreSQL, neither a later program that was given its number nor a dead one that nobody has reaped. */
export async function isPostgresAlive(pid: number): Promise<boolean> {
  if (process.platform === "linux") {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    return /^\d+ \(postgres\) [^ZX]/.test(stat);
  }
  const { output } = await runCommand("ps", ["-p", String(pid), "-o", "stat=,comm="]);
  return /^[^ZX].*postgres/.test(output);
}

/**
 * Resolves when no process of a server that was killed is at its data any more; a second server beside them would
 * destroy it. Where the system does not show it, they are given two seconds, as each ends when it sees that the first is gone.
 */
export async function waitUntilUnused(data: string): Promise<void> {
  if (process.platform !== "linux") return sleep(2_000);
  const folder = await realpath(data);
  const deadlineMs = Date.now() + 30_000;
  while (await hasProcessIn(folder)) {
    if (Date.now() > deadlineMs) {
      throw new OperatorError(
        `Processes of a PostgreSQL that was killed are still at ${data}: end them, and start again.`,
      );
    }
    await sleep(100);
  }
}

async function hasProcessIn(folder: string): Promise<boolean> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => "")));
  return folders.includes(folder);
}
