import { SECOND_MS } from "@/lib/core/clock";
import type { QueueConnection } from "@/lib/platform/env";
import type { Logger } from "@/lib/platform/logger";
import { LANES_QUEUE, RingData } from "./catalogue";
import { keepWorker } from "./worker";

export type DoorbellConfig = {
  connection: QueueConnection;
  logger: Logger;
  /** Remembers that the webhooks may have due deliveries. Must not throw, and must not wait for the work itself. */
  onRing: (webhookIds: readonly string[]) => void;
};

/** Jobs in hand at once. Redis: 14,900 rings/s with 20, 16,800 with 100. PostgreSQL: 1,640 with 4, 1,930 with 20. */
const CONCURRENCY = { redis: 50, postgres: 20 };

/** A ring takes a millisecond. A short lock is what frees the lane of a worker that died just between claim and answer. */
const LOCK_MS = 10 * SECOND_MS;
const STALLED_INTERVAL_MS = 5 * SECOND_MS;

/** Hears rings. What a ring says is kept in memory by the time its job is told to be done. */
export function startDoorbell({ connection, logger, onRing }: DoorbellConfig): { close: () => Promise<void> } {
  return keepWorker({
    queue: LANES_QUEUE,
    connection,
    logger,
    async process(job) {
      onRing(RingData.parse(job.data).webhookIds);
    },
    closeLimitMs: 2 * SECOND_MS,
    tuning: {
      concurrency: CONCURRENCY[connection.backend],
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_INTERVAL_MS,
    },
  });
}
