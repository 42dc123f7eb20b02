import type { Sql } from "@/lib/platform/db";
import { COUNTER_COLUMNS } from "./counters";
import type { Interval, Span } from "./span";
import { statRows } from "./stat-rows";

/** Whose counters: a workspace's, narrowed to a webhook or to the webhooks bound to a project. */
export type StatScope = { workspaceId: string; webhookId?: string; projectId?: string };

/** Counters summed over some span. */
export type StatSums = {
  created: number;
  delivered: number;
  retried: number;
  failed: number;
  cancelled: number;
  retrying: number;
  first_attempts: number;
  first_attempts_ok: number;
  attempts: number;
  attempts_ok: number;
  latency_sum_ms: number;
  latency: number[];
  codes: Record<string, number>;
  causes: Record<string, number>;
};

const selected = (level: Interval) => `
WITH selected AS MATERIALIZED (
  SELECT *, $6::text AS interval FROM ${statRows("$2::timestamptz", "$3::timestamptz", level)} AS stats
  WHERE workspace_id = $1 AND ($4 = '' OR webhook_id = $4) AND ($5 = '' OR project_id = $5)
)`;
const SUMS = `${COUNTER_COLUMNS.map((name) => `coalesce(sum(${name}), 0)::int AS ${name}`).join(", ")}, coalesce(sum(latency_sum_ms), 0) AS latency_sum_ms`;

// Bucket by bucket, and key by key, over all rows: adding arrays or objects pair by pair takes ten times as long.
const histogram = (key: string) => `
  SELECT ${key} AS key, array_agg(n ORDER BY bucket) AS latency FROM (
    SELECT ${key}, bucket, sum(count)::int AS n FROM selected, unnest(latency) WITH ORDINALITY AS l(count, bucket) GROUP BY ${key}, bucket
  ) AS l GROUP BY ${key}`;

const tally = (column: "codes" | "causes") => `
  (SELECT coalesce(jsonb_object_agg(key, n), '{}') FROM (
    SELECT key, sum(value::bigint) AS n FROM selected, jsonb_each_text(${column}) GROUP BY key
  ) AS t) AS ${column}`;

const values = ({ workspaceId, webhookId, projectId }: StatScope, { from, to }: Span, interval: Interval) => [
  workspaceId,
  from.toISOString(),
  to.toISOString(),
  webhookId ?? "",
  projectId ?? "",
  interval,
];

const TOTALS = `${selected("day")}
SELECT ${SUMS}, ${tally("codes")}, ${tally("causes")},
  coalesce((SELECT latency FROM (${histogram("interval")}) AS h), '{}') AS latency
FROM selected`;

/** @returns everything that was counted in the span, at whatever resolution it is kept by now. */
export async function readTotals(sql: Sql, scope: StatScope, span: Span): Promise<StatSums> {
  const [row] = await sql<StatSums>(TOTALS, values(scope, span, "day"));
  if (row === undefined) throw new Error("An aggregate without a group always has one row.");
  return row;
}

export type SeriesRow = Omit<StatSums, "codes" | "causes"> & { at: Date };

const series = (level: Interval) => `${selected(level)}, bucketed AS (
  SELECT date_trunc(interval, at, 'UTC') AS start, * FROM selected
), histograms AS (
  SELECT start, array_agg(n ORDER BY bucket) AS latency FROM (
    SELECT start, bucket, sum(count)::int AS n FROM bucketed, unnest(latency) WITH ORDINALITY AS l(count, bucket) GROUP BY start, bucket
  ) AS l GROUP BY start
), sums AS (SELECT start, ${SUMS} FROM bucketed GROUP BY start)
SELECT start AS at, sums.*, coalesce(histograms.latency, '{}') AS latency FROM sums LEFT JOIN histograms USING (start) ORDER BY start`;

/** @returns the same in buckets, oldest first, without those in which nothing happened. */
export function readSeries(sql: Sql, scope: StatScope, span: Span, interval: Interval): Promise<SeriesRow[]> {
  return sql<SeriesRow>(series(interval), values(scope, span, interval));
}
