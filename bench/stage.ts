import { Redis } from "ioredis";
import { type Backend, DATABASE, System, type SystemOptions } from "@/rig/system";
import { type Caller, openCaller } from "./load/caller";
import type { Receiver } from "./load/receiver";
import { type Usage, usageByRole } from "./processes";

/** What the servers behind the product were asked so far; of Redis also what its scripts call. */
export type Chatter = { queries: number; redisCommands: number };

/** The product on servers of its own, with an empty database, and a receiver that times what arrives. */
export type Stage = {
  backend: Backend;
  system: System;
  receiver: Receiver;
  /** Calls the API with a key that may do everything. */
  call: Caller["call"];
  /** The header of that key. */
  authorization: string;
  /** Reads a page or, given a body, posts to the API. @returns the status, once all of the answer is there. */
  read(path: string, options?: { body?: object; cookie?: string }): Promise<number>;
  /** What its processes used so far, by role. */
  usage(): Map<string, Usage>;
  /** CPU time that all of them used so far. */
  cpuMs(): number;
  /** @throws Error unless it was opened with `countsQueries`. */
  chatter(): Promise<Chatter>;
  databaseBytes(): Promise<number>;
  close(): Promise<void>;
};

export type StageOptions = Pick<SystemOptions, "workers" | "webs" | "concurrency" | "settings"> & {
  /** Counts statements in PostgreSQL, which costs it a little: not for measuring speed. */
  countsQueries?: boolean;
};

const COUNTED = { shared_preload_libraries: "pg_stat_statements", "pg_stat_statements.track": "top" };
// What the benchmark itself asks is left out; a transaction's BEGIN and COMMIT are statements like any other.
const QUERIES =
  "SELECT coalesce(sum(calls), 0)::int FROM pg_stat_statements WHERE query NOT LIKE '%pg_stat_statements%'";

/** Opens web, worker and their servers. @throws Error with the last words of what did not start. */
export async function openStage(backend: Backend, receiver: Receiver, options: StageOptions = {}): Promise<Stage> {
  const { countsQueries = false, ...others } = options;
  const system = await System.open(backend, {
    // As a worker has it unless told.
    concurrency: 100,
    ...others,
    postgres: countsQueries ? { settings: COUNTED } : {},
  });
  if (countsQueries) await system.sql("CREATE EXTENSION pg_stat_statements");
  const authorization = `Bearer ${system.tenants[0]?.key ?? ""}`;
  const caller = openCaller(system.webUrls(), authorization);
  const redis = system.redis === null ? null : new Redis(system.redis.url);
  const marks = [system.env.POSTHORN_HOME ?? "", system.postgres.folder];
  if (system.redis !== null) marks.push(`--port ${new URL(system.redis.url).port}`);
  return {
    backend,
    system,
    receiver,
    usage: () => usageByRole(marks),
    cpuMs: () => [...usageByRole(marks).values()].reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    call: caller.call,
    authorization,
    async read(path, { body, cookie } = {}) {
      const response = await caller.request({
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
      await caller.close();
      await system.close();
    },
  };
}
