import { Gauge, Registry } from "prom-client";
import { IS_HELD } from "@/lib/deliveries";
import type { Sql } from "@/lib/platform/db";

// A claim moves due_at to the end of its lease, so what is due belongs to nobody. What is paused holds its own.
const WORK = `SELECT
    count(*) FILTER (WHERE NOT h.held AND p.due_at <= now()) AS due,
    count(*) FILTER (WHERE NOT h.held AND p.due_at <= now() AND p.planned_for <= now() - interval '30 seconds') AS overdue,
    count(*) FILTER (WHERE NOT h.held AND p.due_at > now() AND p.lease IS NULL) AS delayed,
    count(*) FILTER (WHERE p.due_at > now() AND p.lease IS NOT NULL) AS in_flight,
    count(*) FILTER (WHERE h.held AND p.lease IS NULL) AS held,
    coalesce(extract(epoch FROM now() - min(p.planned_for) FILTER (WHERE NOT h.held AND p.due_at <= now())), 0)::float8 AS lag
  FROM (SELECT id, ${IS_HELD} AS held FROM webhooks w) h JOIN planned_attempts p ON p.webhook_id = h.id`;
// What waits for a breaker or for its rate is served: its lane is refilled at each look. One that is not has no worker.
const UNSERVED = `SELECT count(*) AS webhooks FROM (SELECT w.id FROM webhooks w WHERE w.deleted_at IS NULL AND NOT ${IS_HELD} OFFSET 0) w
  LEFT JOIN lanes l ON l.webhook_id = w.id
  WHERE (l.breaker IS NULL OR l.breaker = 'closed' OR l.probe_at < now() - interval '90 seconds')
    AND coalesce(l.refilled_at < now() - interval '90 seconds', true)
    AND EXISTS (SELECT FROM planned_attempts p WHERE p.webhook_id = w.id AND p.due_at < now() - interval '90 seconds')`;
const STORAGE = `SELECT pg_database_size(current_database())::float8 AS bytes,
  extract(epoch FROM to_date(right(max(c.relname), 8), 'YYYYMMDD')::timestamp AT TIME ZONE 'UTC' + interval '7 days' - now())::float8 AS ahead
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'events'::regclass`;
const BREAKERS = "SELECT breaker, count(*) AS webhooks FROM lanes GROUP BY breaker";
export const ALIVE = "heartbeat_at > now() - interval '30 seconds'";
const WORKERS = `SELECT count(*) AS alive FROM workers WHERE ${ALIVE}`;

type Work = { due: number; overdue: number; delayed: number; in_flight: number; held: number; lag: number };

/** @returns gauges of what the database says at this moment, of all workspaces together. */
export async function measureDatabase(sql: Sql): Promise<Registry> {
  const [[work], breakers, [workers], [unserved], [storage]] = await Promise.all([
    sql<Work>(WORK),
    sql<{ breaker: string; webhooks: number }>(BREAKERS),
    sql<{ alive: number }>(WORKERS),
    sql<{ webhooks: number }>(UNSERVED),
    sql<{ bytes: number; ahead: number }>(STORAGE),
  ]);
  const measured = new Registry();
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [measured] });

  gauge("posthorn_deliveries_due", "Attempts that are due and claimed by nobody").set(work?.due ?? 0);
  gauge("posthorn_deliveries_overdue", "Attempts that have been due for more than 30 s").set(work?.overdue ?? 0);
  gauge("posthorn_deliveries_lag_seconds", "How long the oldest due attempt has been due").set(work?.lag ?? 0);
  const backlog = gauge("posthorn_queue_backlog", "Attempts that are planned, by state", ["state"]);
  backlog.set({ state: "due" }, work?.due ?? 0);
  backlog.set({ state: "delayed" }, work?.delayed ?? 0);
  backlog.set({ state: "in_flight" }, work?.in_flight ?? 0);
  backlog.set({ state: "held" }, work?.held ?? 0);
  const lanes = gauge("posthorn_breakers", "Webhooks, by the state of their breaker", ["state"]);
  for (const state of ["closed", "open", "half_open"])
    lanes.set({ state }, breakers.find(({ breaker }) => breaker === state)?.webhooks ?? 0);
  gauge("posthorn_workers_alive", "Workers with a heartbeat in the last 30 s").set(workers?.alive ?? 0);
  const unservedHelp = "Webhooks with deliveries due for 90 s that no worker has looked at since";
  gauge("posthorn_webhooks_unserved", unservedHelp).set(unserved?.webhooks ?? 0);
  gauge("posthorn_database_bytes", "Size of the database on disk").set(storage?.bytes ?? 0);
  gauge("posthorn_partitions_ahead_seconds", "How far ahead there are partitions for events").set(storage?.ahead ?? 0);
  return measured;
}
