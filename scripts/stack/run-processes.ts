import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { OperatorError } from "../processes/operator-error";
import { superviseProcess, type Supervised } from "../processes/supervise";
import type { Address } from "./child-env";
import type { Shutdown } from "./stop-in-order";

/** A worker finishes what is in flight for up to 35 s, and then hands its leases back. */
const WORKER_GRACE_MS = 40_000;
const WEB_GRACE_MS = 15_000;
const READY_MS_MAX = 120_000;

export type Processes = { web: Supervised; worker: Supervised };

/** Starts web and worker from the bundles in `folder`. They are stopped before what was added to `shutdown` earlier, worker first. */
export function runProcesses(folder: string, env: NodeJS.ProcessEnv, shutdown: Shutdown): Processes {
  const web = superviseProcess("web", join(folder, "web.js"), env);
  shutdown.add({ stop: () => web.stop(WEB_GRACE_MS), kill: web.kill });
  const worker = superviseProcess("worker", join(folder, "worker.js"), env);
  shutdown.add({ stop: () => worker.stop(WORKER_GRACE_MS), kill: worker.kill });
  return { web, worker };
}

/**
 * Resolves when the web process says that it and its stores are ready.
 *
 * @throws OperatorError with the last words of a process that ended instead, or when it takes two minutes.
 */
export async function waitUntilServing({ web, worker }: Processes, { host, port }: Address): Promise<void> {
  const url = `http://${reachable(host)}:${port}/api/health/ready`;
  const failed = [
    web.failed.then((words) => refuse(`The web process did not start: ${words}`)),
    worker.failed.then((words) => refuse(`The worker did not start: ${words}`)),
  ];
  await Promise.race([pollReady(url), ...failed]);
}

async function pollReady(url: string): Promise<void> {
  const deadlineMs = Date.now() + READY_MS_MAX;
  while (Date.now() < deadlineMs) {
    const isReady = await fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await sleep(100);
  }
  refuse(`Posthorn was not ready after ${READY_MS_MAX / 1000} s: see the messages above.`);
}

function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

function refuse(message: string): never {
  throw new OperatorError(message);
}
