import { setTimeout as sleep } from "node:timers/promises";
import type { Job } from "bullmq";
import { SECOND_MS } from "@/lib/core/clock";
import type { QueueConnection } from "@/lib/platform/env";
import { asError, logErrors } from "@/lib/platform/log-errors";
import type { Logger } from "@/lib/platform/logger";
import { type AnyWorker, buildWorker, type WorkerTuning } from "./backend";

/** For telling the server that the jobs in hand are done. */
const ACKNOWLEDGE_LIMIT_MS = 2 * SECOND_MS;

export type WorkerPlan = {
  queue: string;
  connection: QueueConnection;
  logger: Logger;
  tuning: WorkerTuning;
  process: (job: Job) => Promise<void>;
  /** How long `close` waits for the jobs in hand. */
  closeLimitMs: number;
  /** Hears of each worker that is built, to add listeners. */
  onBuilt?: (worker: AnyWorker) => void;
};

/**
 * Keeps one BullMQ worker going. A worker that was built while PostgreSQL was down never becomes ready, so it is built
 * anew, every second, until one does; from then on it reconnects by itself.
 * @returns how to stop it: no new jobs, and up to `closeLimitMs` for those in hand.
 */
export function keepWorker(plan: WorkerPlan): { close: () => Promise<void> } {
  const onError = logErrors(plan.logger, `worker ${plan.queue}`);
  const closing = new AbortController();
  const inHand = new Set<Promise<void>>();
  let worker = build();

  function process(job: Job): Promise<void> {
    const done = plan.process(job).finally(() => inHand.delete(done));
    inHand.add(done);
    return done;
  }

  function build(): AnyWorker {
    const built = buildWorker(plan.queue, plan.connection, process, plan.tuning);
    built.on("error", onError);
    plan.onBuilt?.(built);
    void rebuildUnlessReady(built);
    return built;
  }

  async function rebuildUnlessReady(built: AnyWorker): Promise<void> {
    try {
      await built.waitUntilReady();
    } catch (error) {
      onError(asError(error));
      await built.close(true);
      await sleep(SECOND_MS, undefined, { signal: closing.signal }).catch(() => undefined);
      if (!closing.signal.aborted) worker = build();
    }
  }

  return {
    async close() {
      closing.abort();
      const idle = worker.pause().catch(onError);
      await withinLimit(Promise.race([idle, Promise.allSettled(inHand)]), plan.closeLimitMs);
      // BullMQ waits for ever for a server that is gone, so its connections are cut after a while.
      await withinLimit(idle, ACKNOWLEDGE_LIMIT_MS);
      await withinLimit(worker.close(true).catch(onError), SECOND_MS);
    },
  };
}

async function withinLimit(work: Promise<unknown>, limitMs: number): Promise<void> {
  await Promise.race([work, sleep(limitMs, undefined, { ref: false })]);
}
