import { createHash, timingSafeEqual } from "node:crypto";
import { Gauge } from "prom-client";
import { AppError } from "@/lib/core/errors";
import type { Sql } from "@/lib/platform/db";
import { mergeMetrics, type MetricJson } from "@/lib/platform/metrics";
import { isLocal } from "./client-address";
import { ALIVE, measureDatabase } from "./measure-database";

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
