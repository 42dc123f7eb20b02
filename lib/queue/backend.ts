import { createPostgresBackend, type Processor, Queue, Worker } from "bullmq";
import type { Redis } from "ioredis";
import type { ClientBase } from "pg";
import { SECOND_MS } from "@/lib/core/clock";
import type { QueueConnection } from "@/lib/platform/env";
import { COMMAND_LIMIT_MS, reconnectDelayMs } from "@/lib/platform/redis";

type OnPostgres = QueueConnection & { backend: "postgres" };

// A hash tag: Redis Cluster keeps all keys of a queue on one node, as BullMQ's scripts need.
const PREFIX = "{posthorn}";
const EVENTS_KEPT = { streams: { events: { maxLen: 100 } } };

/**
 * A doorbell may forget what the disk never saw; not waiting for the disk gives about half as many rings again. While it
 * opens, BullMQ uses a connection that nobody listens to: one that breaks then would end the process. Its statement fails
 * of it, and says so.
 */
function postgresConnection({ connectionString }: OnPostgres, connectionsMax: number) {
  return {
    connectionString,
    migrate: true,
    max: connectionsMax,
    connectionTimeoutMillis: COMMAND_LIMIT_MS,
    keepAlive: true,
    options: "-c synchronous_commit=off",
    onConnect: (client: ClientBase) => void client.on("error", () => undefined),
  };
}

/** @returns a Queue on Redis, over a client that stays the caller's. */
export function buildRedisQueue(name: string, client: Redis) {
  return new Queue(name, { ...EVENTS_KEPT, prefix: PREFIX, connection: client });
}

/** @returns a Queue on PostgreSQL with one connection of its own. It creates BullMQ's schema where that is missing. */
export function buildPostgresQueue(name: string, connection: OnPostgres) {
  return new Queue(name, { ...EVENTS_KEPT, connection: postgresConnection(connection, 1) }, createPostgresBackend);
}

export type AnyQueue = ReturnType<typeof buildRedisQueue> | ReturnType<typeof buildPostgresQueue>;

export type WorkerTuning = { concurrency: number; lockDuration: number; stalledInterval: number };

/**
 * @returns a Worker that keeps no finished job. On Redis it waits as long as it takes for its server.
 * `maxStalledCount` is high because BullMQ fails a job for good once that many of its workers died.
 */
export function buildWorker(name: string, connection: QueueConnection, process: Processor, tuning: WorkerTuning) {
  const options = {
    ...tuning,
    maxStalledCount: 10,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
    runRetryDelay: SECOND_MS,
  };
  if (connection.backend === "postgres")
    return new Worker(
      name,
      process,
      { ...options, connection: postgresConnection(connection, 4) },
      createPostgresBackend,
    );
  const redis = { url: connection.url, maxRetriesPerRequest: null, retryStrategy: reconnectDelayMs };
  return new Worker(name, process, { ...options, prefix: PREFIX, connection: redis });
}

export type AnyWorker = ReturnType<typeof buildWorker>;
