import { Redis } from "ioredis";
import pg from "pg";
import { SECOND_MS } from "@/lib/core/clock";
import type { QueueConnection } from "@/lib/platform/env";
import { COMMAND_LIMIT_MS, FAIL_FAST_REDIS_OPTIONS } from "@/lib/platform/redis";

const CHANNEL = "posthorn_realtime";
/** A connection that says nothing for so long is asked whether it is still there. */
const PING_EVERY_MS = 15 * SECOND_MS;

/** How payloads leave this process. */
export type Outlet = {
  /** Most bytes of one payload. */
  bytesMax: number;
  send: (payloads: string[]) => Promise<void>;
  close: () => Promise<void>;
};

/** How payloads come in, until the connection ends. */
export type Inlet = { ended: Promise<void>; close: () => void };

export type OnError = (error: Error) => void;

/** @returns an outlet that connects when it is first used, and again when the connection broke. */
export function openOutlet(connection: QueueConnection, onError: OnError): Outlet {
  return connection.backend === "redis"
    ? redisOutlet(connection.url, onError)
    : postgresOutlet(connection.connectionString, onError);
}

/** @returns an inlet that is subscribed. @throws when the server cannot be reached. */
export function openInlet(
  connection: QueueConnection,
  onPayload: (payload: string) => void,
  onError: OnError,
): Promise<Inlet> {
  return connection.backend === "redis"
    ? redisInlet(connection.url, onPayload, onError)
    : postgresInlet(connection.connectionString, onPayload, onError);
}

function redisOutlet(url: string, onError: OnError): Outlet {
  let client: Redis | null = null;
  return {
    bytesMax: 64 * 1024,
    async send(payloads) {
      client ??= new Redis(url, { ...FAIL_FAST_REDIS_OPTIONS, enableOfflineQueue: true }).on("error", onError);
      const pipeline = client.pipeline();
      for (const payload of payloads) pipeline.publish(CHANNEL, payload);
      for (const [error] of (await pipeline.exec()) ?? []) if (error !== null) throw error;
    },
    async close() {
      client?.disconnect();
    },
  };
}

/** NOTIFY commits one transaction of the whole server at a time, so it must not wait for the disk. */
function postgresOutlet(connectionString: string, onError: OnError): Outlet {
  let pool: pg.Pool | null = null;
  return {
    bytesMax: 7_900,
    async send(payloads) {
      pool ??= new pg.Pool({
        connectionString,
        application_name: "posthorn realtime",
        max: 1,
        connectionTimeoutMillis: COMMAND_LIMIT_MS,
        query_timeout: COMMAND_LIMIT_MS,
        options: "-c synchronous_commit=off",
      }).on("error", onError);
      await pool.query("SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload", [CHANNEL, payloads]);
    },
    async close() {
      await pool?.end();
    },
  };
}

async function redisInlet(url: string, onPayload: (payload: string) => void, onError: OnError): Promise<Inlet> {
  const client = new Redis(url, { ...FAIL_FAST_REDIS_OPTIONS, lazyConnect: true, retryStrategy: () => null });
  client.on("error", onError);
  client.on("message", (_channel: string, payload: string) => onPayload(payload));
  const ended = new Promise<void>((resolve) => client.once("end", resolve));
  try {
    await client.connect();
    await client.subscribe(CHANNEL);
  } catch (error) {
    client.disconnect();
    throw error;
  }
  const close = () => client.disconnect();
  return { ended: watch(ended, () => client.ping(), close), close };
}

async function postgresInlet(
  connectionString: string,
  onPayload: (payload: string) => void,
  onError: OnError,
): Promise<Inlet> {
  const client = new pg.Client({
    connectionString,
    application_name: "posthorn realtime",
    connectionTimeoutMillis: COMMAND_LIMIT_MS,
    query_timeout: COMMAND_LIMIT_MS,
  });
  client.on("error", onError);
  client.on("notification", ({ payload }) => onPayload(payload ?? ""));
  const ended = new Promise<void>((resolve) => client.once("end", () => resolve()));
  const close = () => void client.end().catch(onError);
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
  } catch (error) {
    close();
    throw error;
  }
  return { ended: watch(ended, () => client.query("SELECT 1"), close), close };
}

/** A server that vanished without a word is noticed by a ping that fails. @returns `ended`. */
function watch(ended: Promise<void>, ping: () => Promise<unknown>, close: () => void): Promise<void> {
  const timer = setInterval(() => void ping().catch(close), PING_EVERY_MS);
  return ended.finally(() => clearInterval(timer));
}
