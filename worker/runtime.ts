import { newId } from "@/lib/core/ids";
import { SESSION_OPTIONS, startEngine } from "@/lib/deliveries/engine";
import { createAddressPolicy, createEgressClient } from "@/lib/egress";
import { createDatabase } from "@/lib/platform/db";
import { queueConnection } from "@/lib/platform/env";
import { exportMetrics, inFlight } from "@/lib/platform/metrics";
import { startDoorbell, startMaintenance } from "@/lib/queue";
import { EVERY_WORKSPACE } from "@/lib/realtime";
import type { Runtime } from "@/lib/runtime";
import { maskHeaders } from "@/lib/webhooks";
import { createAnnouncer } from "./announce-attempts";
import { startMetricsServer } from "./metrics-server";
import { createProcessors } from "./processors";
import { disableGone } from "./processors/disable-gone";
import { startBulkJobFinder } from "./schedules";

// Claiming, three recordings, the sweep and the heartbeat.
const POOL_SIZE = 6;
const STATEMENT_TIMEOUT_MS = 30_000;

export type Worker = {
  id: string;
  /** Stops as on SIGTERM: nothing new is sent, what is in flight is recorded, the rest is given back. Idempotent. */
  close: () => Promise<void>;
};

/**
 * Starts one worker: it hears rings, delivers what is due, and does the housekeeping. Any number of them may run.
 * @param onStuck called when due deliveries are not claimed any more; the process should end.
 */
export async function startWorker(runtime: Runtime, onStuck: () => void): Promise<Worker> {
  const { env, services } = runtime;
  const id = newId("worker");
  const logger = runtime.logger.child({ workerId: id });
  const connection = queueConnection(env);
  const database = createDatabase({
    connectionString: env.DATABASE_URL,
    poolSize: POOL_SIZE,
    applicationName: `posthorn worker ${id}`,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    sessionOptions: SESSION_OPTIONS,
    onError: (err) => logger.warn({ err }, "a database connection broke"),
  });
  const { allowedCidrs, ownOrigin, lookup } = services.destinations;
  const concurrency = env.WEBHOOK_WORKER_CONCURRENCY;
  const egress = createEgressClient({
    policy: createAddressPolicy(allowedCidrs),
    ownOrigin,
    lookup,
    // As many as may be in flight to one endpoint: with fewer, those above would be opened anew for each request.
    idlePerOriginMax: concurrency,
  });
  const announcer = createAnnouncer(services, logger);

  const engine = await startEngine({
    database,
    logger,
    encryption: services.encryption,
    maskHeaders,
    egress,
    workerId: id,
    concurrency,
    defaultRateLimit: env.WEBHOOK_RATE_LIMIT,
    onRecorded: announcer.recorded,
    onEnded: announcer.ended,
    metrics: exportMetrics,
    onGone: (gone) => void disableGone(runtime, gone),
    onBeat: (requests) => {
      inFlight.set(requests);
      services.publish(EVERY_WORKSPACE, { type: "worker.updated", workerId: id });
    },
    onStuck,
  });
  const doorbell = startDoorbell({ connection, logger, onRing: engine.ring });
  const maintenance = startMaintenance({ connection, logger, processors: createProcessors(runtime) });
  const bulkJobs = startBulkJobFinder(runtime);
  const metrics = env.WORKER_METRICS_PORT === undefined ? null : await startMetricsServer(env.WORKER_METRICS_PORT);
  logger.info({ concurrency, queue: connection.backend }, "worker is ready");

  let closing: Promise<void> | null = null;
  async function stop(): Promise<void> {
    await Promise.all([doorbell.close(), engine.stop(), maintenance.close(), bulkJobs.close(), metrics?.close()]);
    egress.close();
    await database.close();
    logger.info("worker stopped");
  }
  return { id, close: () => (closing ??= stop()) };
}
