import { Pool } from "undici";
import { Redis } from "ioredis";
import { type Backend, DATABASE, System, type SystemOptions } from "@/rig/system";
import { type Usage, usageByRole } from "./processes";
import type { Receiver } from "./load/receiver";

export type Answer = { status: number; body: unknown };

/** What the servers behind the product were asked so far; of Redis also what its scripts call. */
export type Chatter = { queries: number; redisCommands: number };

/** The product on servers of its own, with an empty database, and a receiver that times what arrives. */
export type Stage = {
  backend: Backend;
  system: System;
  receiver: Receiver;
  /** Calls the API with a key that may do everything. */
  call(method: "GET" | "POST" | "DELETE", path: string, body?: string | object): Promise<Answer>;
  /** Reads a page or, given a body, posts to the API. @returns the status, once all of the answer is there. */
  read(path: string, options?: { body?: object; cookie?: string }): Promise<number>;
  /** What its processes used so far, by role. */
  usage(): Map<string, Usage>;
  /** @throws Error unless it was opened with `countsQueries`. */
  chatter(): Promise<Chatter>;
  databaseBytes(): Promise<number>;
  close(): Promise<void>;
};

export type StageOptions = Pick<SystemOptions, "workers"> & {
  /** Counts statements in PostgreSQL, which costs it a little: not for measuring speed. */
  countsQueries?: boolean;
};

const CONNECTIONS = 64;
const COUNTED = { shared_preload_libraries: "pg_stat_statements", "pg_stat_statements.track": "top" };
// What the benchmark itself asks is left out; a transaction's BEGIN and COMMIT are statements like any other.
const QUERIES =
  "SELECT coalesce(sum(calls), 0)::int FROM pg_stat_statements WHERE query NOT LIKE '%pg_stat_statements%'";

/** Opens web, worker and their servers. @throws Error with the last words of what did not start. */
export async function openStage(backend: Backend, receiver: Receiver, options: StageOptions = {}): Promise<Stage> {
  const { countsQueries = false, workers = 1 } = options;
  const system = await System.open(backend, {
    workers,
    // As a worker has it unless told.
    concurrency: 100,
    postgres: countsQueries ? { settings: COUNTED } : {},
  });
  if (countsQueries) await system.sql("CREATE EXTENSION pg_stat_statements");
  const api = new Pool(system.webUrls()[0] ?? "", { connections: CONNECTIONS, pipelining: 1 });
  const authorization = `Bearer ${system.tenants[0]?.key ?? ""}`;
  const redis = system.redis === null ? null : new Redis(system.redis.url);
  const marks = [system.env.POSTHORN_HOME ?? "", system.postgres.folder];
  if (system.redis !== null) marks.push(`--port ${new URL(system.redis.url).port}`);
  return {
    backend,
    system,
    receiver,
    usage: () => usageByRole(marks),
    async call(method, path, body) {
      const response = await api.request({
        method,
        path,
        headers: { authorization, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
      });
      const text = await response.body.text();
      return { status: response.statusCode, body: text === "" ? undefined : JSON.parse(text) };
    },
    async read(path, { body, cookie } = {}) {
      const response = await api.request({
        method: body === undefined ? "GET" : "POST",
        path,
        headers: { ...(cookie === undefined ? { authorization } : { cookie }), "content-type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      await response.body.dump({ limit: Number.POSITIVE_INFINITY });
      return response.statusCode;
    },
    async chatter() {
      const stats = (await redis?.info("stats")) ?? "";
      const redisCommands = Number(/total_commands_processed:(\d+)/.exec(stats)?.[1] ?? 0);
      return { queries: await system.count(QUERIES), redisCommands };
    },
    databaseBytes: () => system.count("SELECT pg_database_size($1)::bigint", [DATABASE]),
    async close() {
      redis?.disconnect();
      await api.close();
      await system.close();
    },
  };
}
