import type { Sql } from "@/lib/platform/db";
import { COUNTED_COLUMNS, COUNTER_COLUMNS } from "./counters";
import type { Interval, Span } from "./span";
import { statRows, workspaceStatRows } from "./stat-rows";
import { SUM_HISTOGRAMS } from "./sum-histograms";

/** Whose counters: a workspace's, narrowed to a webhook or else to the webhooks bound to a project. */
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

const SUMS = `${COUNTER_COLUMNS.map((name) => `coalesce(sum(${name}), 0)::int AS ${name}`).join(", ")}, coalesce(sum(latency_sum_ms), 0) AS latency_sum_ms, ${SUM_HISTOGRAMS} AS latency`;

// Key by key over all rows: adding objects pair by pair takes ten times as long.
const tally = (column: "codes" | "causes") => `
  SELECT place, jsonb_object_agg(key, n) AS ${column} FROM (
    SELECT place, key, sum(value::bigint) AS n FROM selected, jsonb_each_text(${column})
    WHERE ${column} <> '{}' GROUP BY place, key
  ) AS t GROUP BY place`;

/** SQL of the rows of a scope: those of one webhook, or those of the workspace, whose hours are one row. */
function rowsOf({ webhookId }: StatScope, from: string, to: string, level?: Interval): string {
  const isOne = webhookId !== undefined;
  const rows = isOne ? statRows(from, to, level) : workspaceStatRows(from, to, level);
  return `${rows} AS stats WHERE workspace_id = $1 AND ($2 = '' OR ${isOne ? "webhook_id" : "project_id"} = $2)`;
}
const valuesOf = ({ workspaceId, webhookId, projectId }: StatScope, spans: readonly Span[]) => [
  workspaceId,
  webhookId ?? projectId ?? "",
  ...spans.flatMap(({ from, to }) => [from.toISOString(), to.toISOString()]),
];

const totals = (scope: StatScope, spans: readonly Span[]) => `
WITH selected AS MATERIALIZED (
  ${spans
    .map((_, place) => {
      const rows = rowsOf(scope, `$${3 + 2 * place}::timestamptz`, `$${4 + 2 * place}::timestamptz`);
      return `SELECT ${place} AS place, ${COUNTED_COLUMNS} FROM ${rows}`;
    })
    .join(" UNION ALL ")}
), sums AS (SELECT place, ${SUMS} FROM selected GROUP BY place), codes AS (${tally("codes")}), causes AS (${tally("causes")})
SELECT sums.*, coalesce(codes.codes, '{}') AS codes, coalesce(causes.causes, '{}') AS causes
FROM sums LEFT JOIN codes USING (place) LEFT JOIN causes USING (place)`;

const NOTHING: StatSums = {
  created: 0,
  delivered: 0,
  retried: 0,
  failed: 0,
  cancelled: 0,
  retrying: 0,
  first_attempts: 0,
  first_attempts_ok: 0,
  attempts: 0,
  attempts_ok: 0,
  latency_sum_ms: 0,
  latency: [],
  codes: {},
  causes: {},
};

/** @returns for each span everything that was counted in it, at whatever resolution it is kept by now. */
export async function readTotals<Spans extends readonly Span[]>(
  sql: Sql,
  scope: StatScope,
  ...spans: Spans
): Promise<{ [Place in keyof Spans]: StatSums }> {
  const rows = await sql<StatSums & { place: number }>(totals(scope, spans), valuesOf(scope, spans));
  const sumsOf = (_: Span, place: number) => rows.find((row) => row.place === place) ?? NOTHING;
  return spans.map(sumsOf) as { [Place in keyof Spans]: StatSums };
}

export type SeriesRow = Omit<StatSums, "codes" | "causes"> & { at: Date };

const series = (scope: StatScope, level: Interval) => `
SELECT date_trunc($5::text, at, 'UTC') AS at, ${SUMS}
FROM ${rowsOf(scope, "$3::timestamptz", "$4::timestamptz", level)} GROUP BY 1 ORDER BY 1`;

/** @returns the same in buckets, oldest first, without those in which nothing happened. */
export function readSeries(sql: Sql, scope: StatScope, span: Span, interval: Interval): Promise<SeriesRow[]> {
  return sql<SeriesRow>(series(scope, interval), [...valuesOf(scope, [span]), interval]);
}
