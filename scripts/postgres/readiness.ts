import { readFile } from "node:fs/promises";
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

/** Whether this process exists and is a PostgreSQL, not a later program that was given its number. */
export async function isPostgresAlive(pid: number): Promise<boolean> {
  if (process.platform === "linux") {
    const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
    return name.startsWith("postgres");
  }
  const { output } = await runCommand("ps", ["-p", String(pid), "-o", "comm="]);
  return output.includes("postgres");
}
