import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/core/clock";
import type { Sql } from "@/lib/platform/db";
import { levelOf, statRows, workspaceStatRows } from "@/lib/stats";
import type { Buckets, Found } from "./count-deliveries";
import { histogramSteps } from "./histogram-steps";
import type { DeliveryFilter, DeliveryStatus } from "./schemas";

const COUNTED = ["delivered", "failed", "cancelled", "retrying"] as const;
const isCounted = (status: DeliveryStatus): status is (typeof COUNTED)[number] =>
  (COUNTED as readonly string[]).includes(status);

/** Minutes are folded into hours after two days; until then they are safe to read. */
const MINUTES_KEPT_MS = 47 * HOUR_MS;

/** @returns steps that counters are summed by: so long that a long span is read from hours or days, which are few. */
export function stepsOfStats(fromMs: number, toMs: number): Buckets {
  const spanMs = toMs - fromMs;
  return histogramSteps(fromMs, toMs, spanMs >= 14 * DAY_MS ? DAY_MS : spanMs >= 12 * HOUR_MS ? HOUR_MS : MINUTE_MS);
}

/** @returns whether the counters of webhooks know what this filter asks for, in steps of that length. */
export function statsCanCount(wanted: DeliveryFilter, { fromMs, stepMs }: Buckets, nowMs: number): boolean {
  const { status, webhookId: _webhookId, from: _from, to: _to, ...others } = wanted;
  if (Object.values(others).some((value) => value !== undefined)) return false;
  if (status !== undefined && !status.every(isCounted)) return false;
  return stepMs >= HOUR_MS || (stepMs >= MINUTE_MS && fromMs > nowMs - MINUTES_KEPT_MS);
}

type Row = { bucket: number; created: number } & Record<(typeof COUNTED)[number], number>;

const READ = (stepMs: number, fromMs: number, ofWebhooks: boolean) => {
  const rows = ofWebhooks ? statRows : workspaceStatRows;
  return `
  SELECT greatest(0, floor((extract(epoch FROM at) * 1000 - ${fromMs}) / ${stepMs})::int) AS bucket,
    sum(created)::int AS created, ${COUNTED.map((name) => `sum(${name})::int AS ${name}`).join(", ")}
  FROM ${rows("to_timestamp($2::float8 / 1000)", "$3::timestamptz", levelOf(stepMs))} AS stats
  WHERE workspace_id = $1 ${ofWebhooks ? "AND webhook_id = ANY($4::text[])" : ""}
  GROUP BY 1`;
};

/** @returns the counters as if they were rows: right but for the minutes, or hours, at both ends of the span. */
export async function countFromStats(
  sql: Sql,
  workspaceId: string,
  wanted: DeliveryFilter,
  { fromMs, stepMs }: Buckets,
  oldestMs: number,
): Promise<Found[]> {
  // Counters outlive the deliveries that they counted.
  const floorMs = Math.floor(Math.max(wanted.from?.getTime() ?? 0, oldestMs) / MINUTE_MS) * MINUTE_MS;
  const to = wanted.to ?? new Date(Date.now() + MINUTE_MS);
  const { webhookId } = wanted;
  const rows = await sql<Row>(READ(Math.floor(stepMs), Math.floor(fromMs), webhookId !== undefined), [
    workspaceId,
    floorMs,
    to.toISOString(),
    ...(webhookId === undefined ? [] : [webhookId]),
  ]);
  return rows.flatMap((row) => {
    const pending = row.created - COUNTED.reduce((sum, name) => sum + row[name], 0);
    const counts: [DeliveryStatus, number][] = COUNTED.map((name) => [name, row[name]]);
    if (wanted.status === undefined) counts.push(["pending", Math.max(0, pending)]);
    return counts
      .filter(([status, count]) => count > 0 && (wanted.status?.includes(status) ?? true))
      .map(([status, count]) => ({ bucket: row.bucket, status, count }));
  });
}
