import type { Job } from "bullmq";
import { SECOND_MS } from "@/lib/core/clock";
import type { QueueConnection } from "@/lib/platform/env";
import type { Logger } from "@/lib/platform/logger";
import { LANES_QUEUE, RingData } from "./catalogue";
import { keepWorker } from "./worker";

export type DoorbellConfig = {
  connection: QueueConnection;
  logger: Logger;
  /** Remembers that the webhook may have due deliveries. Must not throw, and must not wait for the work itself. */
  onRing: (webhookId: string) => void;
};

/** Jobs in hand at once. Redis: 14,900 rings/s with 20, 16,800 with 100. PostgreSQL: 1,640 with 4, 1,930 with 20. */
const CONCURRENCY = { redis: 50, postgres: 20 };

/** A ring takes a millisecond. A short lock is what frees the lane of a worker that died just between claim and answer. */
const LOCK_MS = 10 * SECOND_MS;
const STALLED_INTERVAL_MS = 5 * SECOND_MS;

/**
 * Hears rings. No ring vanishes: the deduplication key goes before the mark, so a ring before it is covered by the
 * mark, and a ring after it makes a job of its own.
 */
export function startDoorbell({ connection, logger, onRing }: DoorbellConfig): { close: () => Promise<void> } {
  async function processRing(job: Job): Promise<void> {
    await job.removeDeduplicationKey();
    onRing(RingData.parse(job.data).webhookId);
  }

  return keepWorker({
    queue: LANES_QUEUE,
    connection,
    logger,
    process: processRing,
    closeLimitMs: 2 * SECOND_MS,
    tuning: {
      concurrency: CONCURRENCY[connection.backend],
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_INTERVAL_MS,
    },
    onBuilt(worker) {
      // The key could not be removed, and goes with the failed job: rings until then count on this one.
      worker.on("failed", (job) => {
        const ring = RingData.safeParse(job?.data);
        if (ring.success) onRing(ring.data.webhookId);
      });
    },
  });
}
