import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { forwardLines } from "./forward-lines";
import { nodeFlags } from "./node-flags";

const BACKOFF_MS = 1_000;
const BACKOFF_MAX_MS = 30_000;
/** A process that lived this long was well, and its next crash counts as the first. */
const WELL_AFTER_MS = 60_000;
const PRELOAD = join(import.meta.dirname, "exit-with-parent.mjs");

export type Supervised = {
  /** Ends it with SIGTERM, and with SIGKILL if it is not gone after `graceMs`. It is not started again. */
  stop: (graceMs: number) => Promise<void>;
  /** Ends it at once. */
  kill: () => void;
  /** Ends it with SIGTERM and starts it again, for watch mode. */
  restart: () => void;
  /** Resolves with its last output when it ends before it ever was well, which is a fault of the configuration. */
  failed: Promise<string>;
};

/**
 * Runs a Node.js program for as long as Posthorn runs: its output goes to the terminal with its name before each
 * line, and after a crash it is started again, at once at first and ever more slowly.
 */
export function superviseProcess(name: string, file: string, env: NodeJS.ProcessEnv): Supervised {
  let child: ChildProcess | undefined;
  let isStopping = false;
  let isRestarting = false;
  let lastLines: string[] = [];
  const { promise: failed, resolve: fail } = withResolvers<string>();

  const run = async () => {
    let backoffMs = BACKOFF_MS;
    for (let isFirst = true; !isStopping; isFirst = false) {
      const startedMs = Date.now();
      lastLines = [];
      const args = [...nodeFlags(name), "--import", PRELOAD, file];
      // Its own process group: Ctrl-C reaches the supervisor only, which then stops things in order.
      child = spawn(process.execPath, args, { env, detached: true, stdio: ["ignore", "pipe", "pipe", "ipc"] });
      forwardLines(name, child, (line) => (lastLines = [...lastLines.slice(-4), line]));
      const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
      if (isStopping) return;
      if (isRestarting) {
        isRestarting = false;
        continue;
      }
      const livedMs = Date.now() - startedMs;
      if (isFirst && code !== 0 && livedMs < 5_000) fail(lastLines.join("\n"));
      if (livedMs > WELL_AFTER_MS) backoffMs = BACKOFF_MS;
      console.error(`${name} ended (${signal ?? `code ${code}`}), starting it again in ${backoffMs / 1000} s`);
      await sleep(backoffMs);
      backoffMs = Math.min(backoffMs * 2, BACKOFF_MAX_MS);
    }
  };
  const running = run();

  return {
    failed,
    kill: () => void child?.kill("SIGKILL"),
    restart: () => {
      isRestarting = child?.kill("SIGTERM") === true;
    },
    stop: async (graceMs) => {
      isStopping = true;
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const timer = setTimeout(() => child?.kill("SIGKILL"), graceMs);
      child.kill("SIGTERM");
      await running;
      clearTimeout(timer);
    },
  };
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
