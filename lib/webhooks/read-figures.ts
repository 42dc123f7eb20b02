import { SECOND_MS } from "@/lib/core/clock";
import { FAILED_MAX, IS_HELD } from "@/lib/deliveries";
import type { Sql } from "@/lib/platform/db";
import { type Interval, LAST_DAY_START, levelOf, resolveSpan, type Span, statRows, SUM_HISTOGRAMS } from "@/lib/stats";
import type { WebhookFigures } from "@/lib/stats/schemas";

/** What is known of one webhook without looking into its histograms. */
export type FactRow = {
  id: string;
  name: string;
  url: string;
  status: string;
  status_reason: string | null;
  failing_since: Date | null;
  consecutive_failures: number;
  breaker: WebhookFigures["breaker"]["state"];
  probe_at: Date | null;
  waiting: number;
  active: number;
  delayed: number;
  held: number;
  oldest_waiting_ms: number | null;
  oldest_open_id: string | null;
  failed_retryable: number;
  failed_scanned: number;
  day_attempts: number;
  day_attempts_ok: number;
  total: number;
  delivered: number;
  retried: number;
  failed: number;
  attempts: number;
  latency_sum_ms: number;
};

const sums = (from: string, to: string) => `
    SELECT webhook_id, sum(created)::int AS total, sum(delivered)::int AS delivered, sum(retried)::int AS retried,
      sum(failed)::int AS failed, sum(attempts)::int AS attempts, sum(attempts_ok)::int AS attempts_ok, sum(latency_sum_ms) AS latency_sum_ms
    FROM ${statRows(from, to)} AS stats WHERE workspace_id = $1 GROUP BY webhook_id`;

/** @param isDay whether the span is the one that health is judged by: then it is read once. */
const facts = (isDay: boolean) => `
  WITH hooks AS (
    SELECT w.*, coalesce(l.consecutive_failures, 0) AS consecutive_failures, coalesce(l.breaker, 'closed') AS breaker, l.probe_at, ${IS_HELD} AS held
    FROM webhooks w LEFT JOIN lanes l ON l.webhook_id = w.id
    WHERE w.workspace_id = $1 AND w.deleted_at IS NULL AND (cardinality($4::text[]) = 0 OR w.id = ANY($4))
  ), planned AS (
    SELECT p.webhook_id, p.delivery_id, p.planned_for, h.held,
      p.lease IS NOT NULL AND p.due_at > now() AS sending, p.due_at <= now() AS due
    FROM hooks h JOIN planned_attempts p ON p.webhook_id = h.id
  ), backlog AS (
    SELECT webhook_id, count(*) FILTER (WHERE sending)::int AS active,
      count(*) FILTER (WHERE held AND NOT sending)::int AS held,
      count(*) FILTER (WHERE due AND NOT held)::int AS waiting,
      count(*) FILTER (WHERE NOT due AND NOT held AND NOT sending)::int AS delayed,
      (extract(epoch FROM now() - min(planned_for) FILTER (WHERE due AND NOT held)) * 1000)::float8 AS oldest_waiting_ms,
      min(delivery_id) AS oldest_open_id
    FROM planned GROUP BY webhook_id
  ), scanned AS MATERIALIZED (
    SELECT id, webhook_id FROM deliveries
    WHERE workspace_id = $1 AND failed
    ORDER BY id DESC LIMIT ${FAILED_MAX + 1}
  ), retryable AS (
    SELECT webhook_id, count(*)::int AS failed_retryable FROM scanned s
    WHERE NOT EXISTS (SELECT FROM planned_attempts p WHERE p.delivery_id = s.id) GROUP BY webhook_id
  ), sums AS (${sums("$2::timestamptz", "$3::timestamptz")}
  ), day AS (${isDay ? "SELECT * FROM sums" : sums(LAST_DAY_START, "now()")}
  )
  SELECT h.id, h.name, h.url, h.status, h.status_reason, h.failing_since, h.consecutive_failures, h.breaker, h.probe_at,
    coalesce(b.waiting, 0) AS waiting, coalesce(b.active, 0) AS active, coalesce(b.delayed, 0) AS delayed, coalesce(b.held, 0) AS held,
    b.oldest_waiting_ms, b.oldest_open_id, coalesce(r.failed_retryable, 0) AS failed_retryable,
    (SELECT count(*)::int FROM scanned) AS failed_scanned,
    coalesce(d.attempts, 0) AS day_attempts, coalesce(d.attempts_ok, 0) AS day_attempts_ok,
    coalesce(s.total, 0) AS total, coalesce(s.delivered, 0) AS delivered, coalesce(s.retried, 0) AS retried,
    coalesce(s.failed, 0) AS failed, coalesce(s.attempts, 0) AS attempts, coalesce(s.latency_sum_ms, 0) AS latency_sum_ms
  FROM hooks h LEFT JOIN backlog b ON b.webhook_id = h.id LEFT JOIN retryable r ON r.webhook_id = h.id
    LEFT JOIN sums s ON s.webhook_id = h.id LEFT JOIN day d ON d.webhook_id = h.id
  ORDER BY h.id DESC`;

/** @returns every live webhook of the workspace (or those that are named), newest first: one query over counters and open work. */
export function readFacts(
  sql: Sql,
  workspaceId: string,
  webhookIds: readonly string[],
  span: Span,
): Promise<FactRow[]> {
  const nowMs = Date.now();
  const lastDay = resolveSpan({}, nowMs);
  const isDay = span.from.getTime() === lastDay.from.getTime() && span.to.getTime() > nowMs - SECOND_MS;
  return sql<FactRow>(facts(isDay), [workspaceId, span.from.toISOString(), span.to.toISOString(), webhookIds]);
}

export type DetailRow = {
  webhook_id: string;
  latency: number[];
  causes: Record<string, number>;
  series: { at: number; ok: number; failed: number }[];
};

const details = (level: Interval) => `
  WITH selected AS MATERIALIZED (
    SELECT webhook_id, delivered, failed, latency, causes,
      floor(extract(epoch FROM at) * 1000 / $5::float8) * $5::float8 AS bucket
    FROM ${statRows("$2::timestamptz", "$3::timestamptz", level)} AS stats WHERE workspace_id = $1 AND webhook_id = ANY($4::text[])
  ), histograms AS (
    SELECT webhook_id, ${SUM_HISTOGRAMS} AS latency FROM selected GROUP BY webhook_id
  ), buckets AS (
    SELECT webhook_id, bucket, sum(delivered)::int AS ok, sum(failed)::int AS failed FROM selected
    GROUP BY webhook_id, bucket HAVING sum(delivered) + sum(failed) > 0
  ), series AS (
    SELECT webhook_id, json_agg(json_build_object('at', bucket, 'ok', ok, 'failed', failed) ORDER BY bucket) AS series
    FROM buckets GROUP BY webhook_id
  ), tallies AS (
    SELECT webhook_id, key, sum(value::bigint) AS n FROM selected, jsonb_each_text(causes) WHERE causes <> '{}' GROUP BY webhook_id, key
  ), causes AS (SELECT webhook_id, jsonb_object_agg(key, n) AS causes FROM tallies GROUP BY webhook_id)
  SELECT webhook_id, coalesce(causes.causes, '{}') AS causes, histograms.latency, coalesce(series.series, '[]') AS series
  FROM histograms LEFT JOIN causes USING (webhook_id) LEFT JOIN series USING (webhook_id)`;

/** @returns latencies, causes and the small series of some webhooks, by id; those without traffic in the span have none. */
export async function readDetails(
  sql: Sql,
  workspaceId: string,
  webhookIds: readonly string[],
  span: Span,
  bucketMs: number,
): Promise<Map<string, DetailRow>> {
  if (webhookIds.length === 0) return new Map();
  const values = [workspaceId, span.from.toISOString(), span.to.toISOString(), webhookIds, bucketMs];
  const rows = await sql<DetailRow>(details(levelOf(bucketMs)), values);
  return new Map(rows.map((row) => [row.webhook_id, row]));
}
