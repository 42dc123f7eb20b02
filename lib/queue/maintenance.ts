import { setTimeout as sleep } from "node:timers/promises";
import type { Job } from "bullmq";
import { MINUTE_MS, SECOND_MS } from "@/lib/core/clock";
import type { QueueConnection } from "@/lib/platform/env";
import { asError, logErrors } from "@/lib/platform/log-errors";
import type { Logger } from "@/lib/platform/logger";
import {
  isMaintenanceJob,
  MAINTENANCE_QUEUE,
  type MaintenanceData,
  maintenanceCatalogue,
  type MaintenanceJob,
  type MaintenanceProcessors,
} from "./catalogue";
import { createQueueLink } from "./link";
import { keepWorker } from "./worker";

export type MaintenanceConfig = { connection: QueueConnection; logger: Logger; processors: MaintenanceProcessors };

/** A bulk job may take minutes and must not keep partitions from being made. */
const CONCURRENCY = 4;
const LOCK_MS = MINUTE_MS;
const STALLED_INTERVAL_MS = 15 * SECOND_MS;
const CLOSE_LIMIT_MS = 30 * SECOND_MS;
/** An emptied Redis forgets the schedules too. Registering one that is there leaves its next run where it was. */
const REGISTER_AGAIN_MS = 5 * MINUTE_MS;
const REGISTER_RETRY_MS = 2 * SECOND_MS;

/**
 * Runs housekeeping: what comes by itself and what `addMaintenance` asks for. A processor gets a signal that says the
 * worker is closing; what it throws is logged, and that job is not tried again before it is due or asked for anew.
 */
export function startMaintenance({ connection, logger, processors }: MaintenanceConfig): {
  close: () => Promise<void>;
} {
  const link = createQueueLink(MAINTENANCE_QUEUE, connection, logger);
  const onError = logErrors(logger, "maintenance");
  const closing = new AbortController();

  async function processJob(job: Job): Promise<void> {
    if (!isMaintenanceJob(job.name)) throw new Error(`Nobody knows a job called ${job.name}.`);
    await run(job.name, job.data);
  }

  async function run<J extends MaintenanceJob>(name: J, data: unknown): Promise<void> {
    const parsed = maintenanceCatalogue[name].data.parse(data) as MaintenanceData<J>;
    await processors[name](parsed, closing.signal);
  }

  const worker = keepWorker({
    queue: MAINTENANCE_QUEUE,
    connection,
    logger,
    process: processJob,
    closeLimitMs: CLOSE_LIMIT_MS,
    tuning: { concurrency: CONCURRENCY, lockDuration: LOCK_MS, stalledInterval: STALLED_INTERVAL_MS },
    onBuilt(built) {
      built.on("failed", (job, error) => logger.error({ err: error, job: job?.name }, "A housekeeping job failed."));
    },
  });

  async function registerSchedules(): Promise<void> {
    await link.use(async (queue) => {
      for (const [name, { everyMs }] of Object.entries(maintenanceCatalogue))
        if (everyMs !== null) await queue.upsertJobScheduler(name, { every: everyMs }, { name, data: {} });
    });
  }

  async function keepRegistered(): Promise<void> {
    while (!closing.signal.aborted) {
      const pauseMs = await registerSchedules().then(
        () => REGISTER_AGAIN_MS,
        (error) => {
          onError(asError(error));
          return REGISTER_RETRY_MS;
        },
      );
      await sleep(pauseMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }
  void keepRegistered();

  return {
    async close() {
      closing.abort();
      await worker.close();
      await link.close();
    },
  };
}
