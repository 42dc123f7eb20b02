import { createHash, timingSafeEqual } from "node:crypto";
import { Gauge, Registry } from "prom-client";
import { AppError } from "@/lib/core/errors";
import { IS_HELD } from "@/lib/deliveries";
import type { Sql } from "@/lib/platform/db";
import { mergeMetrics, type MetricJson } from "@/lib/platform/metrics";
import { isLocal } from "./client-address";

/**
 * Prometheus text: the counters of this process and of the workers, and what the database says at this moment.
 * All but the first is left out while the database is down, and `posthorn_database_up` says so.
 */
export async function readMetrics(sql: Sql): Promise<string> {
  const [workers, measured] = await Promise.all([readWorkers(sql), measureDatabase(sql)]).catch(() => []);
  const counted = await mergeMetrics(new Map(workers?.map(({ id, metrics }) => [id, metrics])));
  const registers = [counted];
  const help = "Whether the database answered when these metrics were read";
  new Gauge({ name: "posthorn_database_up", help, registers }).set(measured === undefined ? 0 : 1);
  return [await counted.metrics(), await measured?.metrics()].join("\n");
}

function readWorkers(sql: Sql): Promise<{ id: string; metrics: MetricJson[] }[]> {
  return sql(`SELECT id, metrics FROM workers WHERE metrics IS NOT NULL AND ${ALIVE}`);
}

/** @throws AppError `unauthenticated` without the token, `forbidden` from another machine when there is none. */
export function requireMetricsAccess(headers: Headers, token: string | undefined, ip: string | undefined): void {
  if (token !== undefined) {
    const given = /^Bearer +(\S+)$/i.exec(headers.get("Authorization") ?? "")?.[1] ?? "";
    const digest = (text: string) => createHash("sha256").update(text).digest();
    if (!timingSafeEqual(digest(given), digest(token)))
      throw new AppError("unauthenticated", "Send METRICS_TOKEN as bearer token.");
    return;
  }
  if (!isLocal(headers, ip))
    throw new AppError("forbidden", "Without METRICS_TOKEN the metrics can be read from loopback only.");
}

// A claim moves due_at to the end of its lease, so what is due belongs to nobody. What is paused holds its own.
const WORK = `SELECT
    count(*) FILTER (WHERE NOT h.held AND p.due_at <= now()) AS due,
    count(*) FILTER (WHERE NOT h.held AND p.due_at <= now() AND p.planned_for <= now() - interval '30 seconds') AS overdue,
    count(*) FILTER (WHERE NOT h.held AND p.due_at > now() AND p.lease IS NULL) AS delayed,
    count(*) FILTER (WHERE p.due_at > now() AND p.lease IS NOT NULL) AS in_flight,
    count(*) FILTER (WHERE h.held AND p.lease IS NULL) AS held,
    coalesce(extract(epoch FROM now() - min(p.planned_for) FILTER (WHERE NOT h.held AND p.due_at <= now())), 0)::float8 AS lag
  FROM (SELECT id, ${IS_HELD} AS held FROM webhooks w) h JOIN planned_attempts p ON p.webhook_id = h.id`;
const BREAKERS = "SELECT breaker, count(*) AS webhooks FROM lanes GROUP BY breaker";
const ALIVE = "heartbeat_at > now() - interval '30 seconds'";
const WORKERS = `SELECT count(*) AS alive FROM workers WHERE ${ALIVE}`;

type Work = { due: number; overdue: number; delayed: number; in_flight: number; held: number; lag: number };

async function measureDatabase(sql: Sql): Promise<Registry> {
  const [[work], breakers, [workers]] = await Promise.all([
    sql<Work>(WORK),
    sql<{ breaker: string; webhooks: number }>(BREAKERS),
    sql<{ alive: number }>(WORKERS),
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
  return measured;
}
