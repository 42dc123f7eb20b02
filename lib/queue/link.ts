import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { SECOND_MS } from "@/lib/core/clock";
import type { QueueConnection } from "@/lib/platform/env";
import { logErrors } from "@/lib/platform/log-errors";
import type { Logger } from "@/lib/platform/logger";
import { COMMAND_LIMIT_MS, FAIL_FAST_REDIS_OPTIONS } from "@/lib/platform/redis";
import { type AnyQueue, buildPostgresQueue, buildRedisQueue } from "./backend";

/** A producer's way to one queue. Nothing is connected before it is used. */
export type QueueLink = {
  /** Gives `work` a queue that is connected. Settles within 6 s; rejects when the queue cannot be reached. */
  use: <T>(work: (queue: AnyQueue) => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
};

type QueueSource = { build: () => Promise<AnyQueue>; close: () => void };

/**
 * A BullMQ Queue that was built while its server was down hangs (Redis) or fails (PostgreSQL) for ever after.
 * So it is built once the server answers, and built anew after any failure.
 */
export function createQueueLink(name: string, connection: QueueConnection, logger: Logger): QueueLink {
  const onError = logErrors(logger, `queue ${name}`);
  const source =
    connection.backend === "redis" ? redisSource(name, connection.url, onError) : postgresSource(name, connection);
  let opened: Promise<AnyQueue> | null = null;

  function open(): Promise<AnyQueue> {
    opened ??= source.build().then((queue) => queue.on("error", onError));
    return opened;
  }

  async function discard(): Promise<void> {
    const broken = opened;
    opened = null;
    await broken?.then((queue) => queue.close()).catch(onError);
  }

  return {
    async use(work) {
      try {
        return await withinLimit(open().then(work));
      } catch (error) {
        void discard();
        throw error;
      }
    },
    async close() {
      await Promise.race([discard(), sleep(SECOND_MS, undefined, { ref: false })]);
      source.close();
    },
  };
}

/** One client for life, which reconnects by itself; a Queue only once it is connected. */
function redisSource(name: string, url: string, onError: (error: Error) => void): QueueSource {
  let client: Redis | null = null;
  return {
    async build() {
      client ??= new Redis(url, FAIL_FAST_REDIS_OPTIONS).on("error", onError);
      if (client.status !== "ready") await once(client, "ready", { signal: AbortSignal.timeout(SECOND_MS) });
      return buildRedisQueue(name, client);
    },
    close: () => client?.disconnect(),
  };
}

function postgresSource(name: string, connection: QueueConnection & { backend: "postgres" }): QueueSource {
  return { build: async () => buildPostgresQueue(name, connection), close: () => undefined };
}

async function withinLimit<T>(work: Promise<T>): Promise<T> {
  const limit = new AbortController();
  const late = sleep(COMMAND_LIMIT_MS + SECOND_MS, undefined, { signal: limit.signal }).then(() => {
    throw new Error("The queue did not answer in time.");
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    limit.abort();
    late.catch(() => undefined);
  }
}
