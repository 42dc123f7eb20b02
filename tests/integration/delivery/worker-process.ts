import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { buildBundles } from "@/scripts/build/bundles";

export type WorkerProcess = {
  /** Sends a signal. */
  kill: (signal: "SIGKILL" | "SIGTERM") => void;
  /** Resolves with the exit code; null after a signal. */
  exited: Promise<number | null>;
  isRunning: () => boolean;
};

const outdir = `dist/test-worker-${process.pid}`;

/** Bundles the worker as it is shipped. @returns what removes it again. */
export async function buildWorker(): Promise<() => Promise<void>> {
  await buildBundles(outdir);
  return () => rm(outdir, { recursive: true, force: true });
}

/** @returns the path of the bundle that `buildWorker` made. */
export const workerBundle = (): string => `${outdir}/worker.js`;

/**
 * Starts a worker as a process of its own. Resolves when it says that it is ready.
 * @param bundle of another version than the one that was built.
 */
export async function spawnWorker(env: NodeJS.ProcessEnv, bundle = workerBundle()): Promise<WorkerProcess> {
  const child: ChildProcess = spawn(process.execPath, [bundle], {
    env: { ...process.env, ...env, LOG_LEVEL: "info" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const isReady = new Promise<void>((resolve) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes("worker is ready")) resolve();
    });
  });
  await Promise.race([
    isReady,
    exited.then((code) => {
      throw new Error(`The worker ended with ${String(code)} instead of starting.`);
    }),
  ]);
  return {
    kill: (signal) => child.kill(signal),
    exited,
    isRunning: () => child.exitCode === null && child.signalCode === null,
  };
}
