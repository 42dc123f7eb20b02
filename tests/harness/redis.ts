import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { findFreePort } from "@/scripts/processes/free-port";
import { REDIS_SERVER, requireProgram } from "@/scripts/system/find-program";

/** A Redis of a test's own, on a port that it keeps through `kill` and `start`. It persists nothing. */
export type TestRedis = {
  url: string;
  /** Ends it at once, as kill -9 does: all data is lost. Resolves once it is gone. */
  kill: () => Promise<void>;
  /** Starts it again, empty, on the same port. Resolves once it answers. */
  start: () => Promise<void>;
};

const SETTINGS = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--databases", "10000"];

/**
 * Starts a redis-server (or valkey-server). It ends with the process that asked for it, even on kill -9.
 *
 * @param options.settings more command-line settings, such as `["--maxmemory-policy", "allkeys-lru"]`.
 */
export async function startRedis(options: { settings?: string[] } = {}): Promise<TestRedis> {
  const program = await requireProgram(REDIS_SERVER, console.log);
  const port = await findFreePort();
  const url = `redis://127.0.0.1:${port}`;
  const args = ["--port", String(port), ...SETTINGS, ...(options.settings ?? [])];
  let kill: () => Promise<void> = async () => undefined;
  const start = async () => {
    kill = spawnTied(program, args);
    await waitForPong(url);
  };
  await start();
  return { url, start, kill: () => kill() };
}

/** Runs a server under a shell that kills it when this process ends or asks for it, by closing the shell's input. */
function spawnTied(program: string, args: string[]): () => Promise<void> {
  const script = '"$@" >/dev/null 2>&1 & server=$!; cat >/dev/null; kill -9 $server; wait $server';
  const shell = spawn("/bin/sh", ["-c", script, "tied", program, ...args], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  return async () => {
    if (shell.exitCode !== null) return;
    const exited = once(shell, "exit");
    shell.stdin.end();
    await exited;
  };
}

async function waitForPong(url: string): Promise<void> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on("error", () => undefined);
  const deadlineMs = Date.now() + 10_000;
  for (;;) {
    try {
      await client.connect();
      await client.ping();
      client.disconnect();
      return;
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
      await sleep(30);
    }
  }
}
