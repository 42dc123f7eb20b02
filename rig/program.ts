import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { nodeFlags } from "@/scripts/processes/node-flags";

const READY_MS_MAX = 120_000;

/** One process of the product, as `npm start` runs it but without its supervisor: what ends it is the experiment's business. */
export type Program = {
  pid: number;
  isRunning: () => boolean;
  signal: (signal: NodeJS.Signals) => void;
  /** Ends it at once. Resolves when it is gone. */
  kill: () => Promise<void>;
  /** Asks it to end. @returns its exit code (null after a signal) and how long it took. */
  stop: () => Promise<{ code: number | null; tookMs: number }>;
  exited: Promise<number | null>;
  /** Everything it has said. */
  log: () => string;
  /** Memory now, from /proc. */
  rssBytes: () => number;
};

/**
 * Starts one of the bundles in dist/ with its output in a file. It ends with this process, even on kill -9.
 * @param isReady asked until it says yes.
 * @throws Error with its last words when it ends instead, or is not ready within two minutes.
 */
export async function startProgram(
  options: { bundle: "web" | "worker"; env: NodeJS.ProcessEnv; logFile: string },
  isReady: (log: string) => boolean | Promise<boolean>,
): Promise<Program> {
  const { bundle, env, logFile } = options;
  const output = openSync(logFile, "a");
  // With the parent's end the IPC channel closes, and scripts/processes/exit-with-parent.mjs ends the child.
  const child: ChildProcess = spawn(
    process.execPath,
    [...nodeFlags(bundle), "--import", "./scripts/processes/exit-with-parent.mjs", `dist/${bundle}.js`],
    { env, stdio: ["ignore", output, output, "ipc"] },
  );
  closeSync(output);
  const log = () => readFileSync(logFile, "utf8");
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const startedMs = performance.now();
  while (!(await isReady(log()))) {
    if (!isRunning() || performance.now() - startedMs > READY_MS_MAX) {
      child.kill("SIGKILL");
      throw new Error(`${bundle} did not start: ${log().slice(-2_000)}`);
    }
    await sleep(25);
  }
  const pid = child.pid ?? 0;
  return {
    pid,
    isRunning,
    exited,
    log,
    signal: (signal) => void child.kill(signal),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    async stop() {
      const askedMs = performance.now();
      child.kill("SIGTERM");
      return { code: await exited, tookMs: performance.now() - askedMs };
    },
    rssBytes: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024,
  };
}
