import { type Context, requireScope } from "@/lib/access";
import { sqlOf } from "@/lib/platform/db";
import type { QueueWorker, QueueWorkers } from "./schemas";

/**
 * A worker says every 5 s that it is alive; one that missed two beats is not counted. With a page that looks every 2.5 s,
 * a dead worker is seen within 15 s.
 */
export const ALIVE_SECONDS = 12;

type Row = Omit<QueueWorker, "startedAt" | "heartbeatAt"> & { startedAt: Date; heartbeatAt: Date };

/** @returns the worker processes of this instance, those that fell silent too until another worker clears them away. */
export async function getQueueWorkers(ctx: Context): Promise<QueueWorkers> {
  requireScope(ctx.actor, "deliveries:read");
  // Workers belong to the instance: this is the one query here without a workspace.
  const rows = await sqlOf(ctx.db)<Row>(READ, [ALIVE_SECONDS]);
  const data = rows.map((row) => ({
    ...row,
    startedAt: row.startedAt.toISOString(),
    heartbeatAt: row.heartbeatAt.toISOString(),
  }));
  return { data, alive: data.filter(({ alive }) => alive).length };
}

const READ = `
  SELECT id, version, concurrency, in_flight AS "inFlight", started_at AS "startedAt", heartbeat_at AS "heartbeatAt",
    greatest(0, extract(epoch FROM now() - heartbeat_at) * 1000)::float8 AS "silentMs",
    heartbeat_at > now() - make_interval(secs => $1::int) AS alive
  FROM workers ORDER BY heartbeat_at > now() - make_interval(secs => $1::int) DESC, started_at DESC LIMIT 100`;
