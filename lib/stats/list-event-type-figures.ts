import { type Context, requireScope } from "@/lib/access";
import { idFloor, idTimeMs } from "@/lib/core/ids";
import { sqlOf } from "@/lib/platform/db";
import type { EventTypeFigures, EventTypeFiguresList, EventTypeFiguresQuery } from "./schemas";
import { resolveSpan, type Span } from "./span";
import { workspaceStatRows } from "./stat-rows";

/** Rows that are counted one by one: of each type's events, of all deliveries, and of all failed ones. */
const COUNTED_MAX = 4_000;

type Row = {
  type: string;
  events: number;
  oldest_event_id: string | null;
  last_event_id: string | null;
  deliveries: number;
  failed: number;
  sampled: number;
  failed_sampled: number;
  created_total: number;
  failed_total: number;
};

// Types are not among the counters: the newest rows of each index are looked at, never more than COUNTED_MAX.
const READ = `
  WITH sample AS MATERIALIZED (
    SELECT event_type FROM deliveries WHERE workspace_id = $1 AND id >= $2 AND id < $3 ORDER BY id DESC LIMIT ${COUNTED_MAX}
  ), failed_sample AS MATERIALIZED (
    SELECT event_type FROM deliveries WHERE workspace_id = $1 AND failed AND id >= $2 AND id < $3
    ORDER BY id DESC LIMIT ${COUNTED_MAX}
  ), delivered AS (SELECT event_type, count(*)::int AS n FROM sample GROUP BY event_type),
  failed AS (SELECT event_type, count(*)::int AS n FROM failed_sample GROUP BY event_type),
  wanted AS (
    SELECT type, place FROM unnest($6::text[]) WITH ORDINALITY AS given(type, place)
    UNION ALL
    (SELECT event_type, 1 FROM delivered WHERE cardinality($6::text[]) = 0 ORDER BY n DESC, event_type LIMIT $7::int)
  ), totals AS (
    SELECT coalesce(sum(created), 0)::int AS created_total, coalesce(sum(failed), 0)::int AS failed_total
    FROM ${workspaceStatRows("$8::timestamptz", "$9::timestamptz")} AS stats WHERE workspace_id = $1
  )
  SELECT wanted.type, e.events, e.oldest_event_id, last.id AS last_event_id,
    coalesce(delivered.n, 0) AS deliveries, coalesce(failed.n, 0) AS failed,
    (SELECT count(*)::int FROM sample) AS sampled, (SELECT count(*)::int FROM failed_sample) AS failed_sampled, totals.*
  FROM wanted CROSS JOIN totals
  LEFT JOIN delivered ON delivered.event_type = wanted.type
  LEFT JOIN failed ON failed.event_type = wanted.type
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS events, min(id) AS oldest_event_id FROM (
      SELECT id FROM events WHERE workspace_id = $1 AND type = wanted.type AND id >= $4 AND id < $5 ORDER BY id DESC LIMIT ${COUNTED_MAX}
    ) AS newest
  ) AS e
  LEFT JOIN LATERAL (
    SELECT id FROM events WHERE workspace_id = $1 AND type = wanted.type ORDER BY id DESC LIMIT 1
  ) AS last ON true
  ORDER BY wanted.place, deliveries DESC, wanted.type`;

/**
 * How often event types were sent and failed. What is too much to count is estimated from its newest part, and said to be.
 * @throws AppError `validation_failed`
 */
export async function listEventTypeFigures(ctx: Context, query: EventTypeFiguresQuery): Promise<EventTypeFiguresList> {
  requireScope(ctx.actor, "stats:read");
  const span = resolveSpan(query, Date.now());
  const [fromMs, toMs] = [span.from.getTime(), span.to.getTime()];
  const rows = await sqlOf(ctx.db)<Row>(READ, [
    ctx.workspace.id,
    idFloor("delivery", fromMs),
    idFloor("delivery", toMs),
    idFloor("event", fromMs),
    idFloor("event", toMs),
    query.type ?? [],
    query.limit,
    span.from.toISOString(),
    span.to.toISOString(),
  ]);
  const isEstimate = rows.some((row) => row.sampled === COUNTED_MAX || row.events === COUNTED_MAX);
  return { ...span, isEstimate, data: rows.map((row) => present(row, span)) };
}

function present(row: Row, span: Span): EventTypeFigures {
  const scaled = (count: number, sampled: number, total: number) =>
    sampled < COUNTED_MAX ? count : rounded((count * Math.max(total, sampled)) / sampled);
  return {
    type: row.type,
    events: row.events < COUNTED_MAX ? row.events : extrapolate(row.events, row.oldest_event_id, span),
    deliveries: scaled(row.deliveries, row.sampled, row.created_total),
    failed: scaled(row.failed, row.failed_sampled, row.failed_total),
    lastSeenAt: row.last_event_id === null ? null : new Date(idTimeMs(row.last_event_id)),
  };
}

function extrapolate(count: number, oldestId: string | null, { from, to }: Span): number {
  const coveredMs = to.getTime() - (oldestId === null ? from.getTime() : idTimeMs(oldestId));
  return rounded((count * (to.getTime() - from.getTime())) / Math.max(1, coveredMs));
}

/** @returns two figures of it: an estimate says no more. */
function rounded(count: number): number {
  return Number(count.toPrecision(2));
}
