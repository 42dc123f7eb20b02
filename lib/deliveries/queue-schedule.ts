import { type Context, requireScope } from "@/lib/access";
import { HOUR_MS, MINUTE_MS } from "@/lib/core/clock";
import { sqlOf } from "@/lib/platform/db";
import { IS_HELD } from "./engine/is-held";
import type { QueueSchedule, QueueScheduleQuery } from "./schemas";

const SPANS: Record<QueueScheduleQuery["span"], { bucketMs: number; count: number }> = {
  "1h": { bucketMs: MINUTE_MS, count: 60 },
  "6h": { bucketMs: 5 * MINUTE_MS, count: 72 },
  "24h": { bucketMs: 30 * MINUTE_MS, count: 48 },
  "72h": { bucketMs: HOUR_MS, count: 72 },
};

const RATE_MINUTES = 15;

type Bucket = { place: number; count: number; soon: number; next: Date; last: Date };
type Minute = { at: Date; created: number; attempts: number };

/** @returns when waiting retries will go, in buckets from now on, and how much came in and went out in the last minutes. */
export async function getQueueSchedule(ctx: Context, { span }: QueueScheduleQuery): Promise<QueueSchedule> {
  requireScope(ctx.actor, "deliveries:read");
  const { bucketMs, count } = SPANS[span];
  const sql = sqlOf(ctx.db);
  const [[clock], planned, minutes] = await Promise.all([
    sql<{ now: Date }>("SELECT date_trunc('milliseconds', now()) AS now"),
    sql<Bucket>(PLANNED, [ctx.workspace.id, bucketMs, count]),
    sql<Minute>(MINUTES, [ctx.workspace.id]),
  ]);
  const now = clock?.now ?? new Date();
  const countOf = new Map(planned.map(({ place, count: retries }) => [place, retries]));
  return {
    span,
    from: now.toISOString(),
    bucketMs,
    buckets: Array.from({ length: count }, (_, place) => ({
      at: new Date(now.getTime() + place * bucketMs).toISOString(),
      count: countOf.get(place) ?? 0,
    })),
    later: countOf.get(count) ?? 0,
    nextAt: planned[0]?.next.toISOString() ?? null,
    lastAt: planned.at(-1)?.last.toISOString() ?? null,
    dueWithinMinute: planned.reduce((sum, { soon }) => sum + soon, 0),
    ...ratesOf(minutes, now.getTime()),
  };
}

/** Counts of whole minutes, and rates over the last whole one and the one that is under way. */
function ratesOf(
  rows: readonly Minute[],
  nowMs: number,
): Pick<QueueSchedule, "minutes" | "inPerSecond" | "outPerSecond"> {
  const startMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  const found = new Map(rows.map((row) => [row.at.getTime(), row]));
  const minutes = Array.from({ length: RATE_MINUTES + 1 }, (_, index) => {
    const atMs = startMs - (RATE_MINUTES - index) * MINUTE_MS;
    const row = found.get(atMs);
    return { at: new Date(atMs).toISOString(), in: row?.created ?? 0, out: row?.attempts ?? 0 };
  });
  const seconds = (nowMs - startMs + MINUTE_MS) / 1_000;
  const [before, current] = minutes.slice(-2);
  const perSecond = (direction: "in" | "out") => ((before?.[direction] ?? 0) + (current?.[direction] ?? 0)) / seconds;
  return { minutes, inPerSecond: perSecond("in"), outPerSecond: perSecond("out") };
}

// By the index on webhook and due time: what is due, held or leased is not read.
const PLANNED = `
  SELECT least(floor(extract(epoch FROM p.due_at - now()) * 1000 / $2::int), $3::int)::int AS place, count(*)::int AS count,
    count(*) FILTER (WHERE p.due_at <= now() + interval '1 minute')::int AS soon, min(p.due_at) AS next, max(p.due_at) AS last
  FROM (SELECT w.id FROM webhooks w WHERE w.workspace_id = $1 AND w.deleted_at IS NULL AND w.status = 'active' AND NOT ${IS_HELD} OFFSET 0) w
  JOIN planned_attempts p ON p.webhook_id = w.id AND p.due_at > now() AND p.lease IS NULL
  GROUP BY 1 ORDER BY 1`;

const MINUTES = `
  SELECT at, sum(created)::int AS created, sum(attempts)::int AS attempts FROM webhook_stats
  WHERE workspace_id = $1 AND resolution IN ('arrival', 'minute') AND at >= date_trunc('minute', now()) - interval '${RATE_MINUTES} minutes'
  GROUP BY at`;
