import { type Context, requireScope } from "@/lib/access";
import { DAY_MS } from "@/lib/core/clock";
import { idTimeMs } from "@/lib/core/ids";
import { sqlOf } from "@/lib/platform/db";
import { type Buckets, countDeliveries, type Found } from "./count-deliveries";
import { countFromStats, statsCanCount, stepsOfStats } from "./count-from-stats";
import { histogramSteps } from "./histogram-steps";
import { DELIVERY_STATUSES } from "./constants";
import { type DeliveryFilter, type DeliverySummary, FILTER_PARTS, type FilterPart } from "./schemas";

const COUNT_MAX = 10_000;
const BUDGET_MS = 1_500;
const WITHOUT_COUNT_MAX = 1_000;
const WITHOUT_BUDGET_MS = 1_000;

/**
 * @returns how many deliveries match, by status and over time; when none do, what each part of the filter hides. At most
 * some 2.5 s of counting: what is not looked at by then is said.
 */
export async function summariseDeliveries(ctx: Context, wanted: DeliveryFilter): Promise<DeliverySummary> {
  requireScope(ctx.actor, "deliveries:read");
  const nowMs = Date.now();
  const oldestMs = await findOldestMs(ctx);
  const startMs = startOf(wanted, oldestMs ?? nowMs);
  const endMs = Math.max(startMs + 1, wanted.to?.getTime() ?? nowMs);
  const steps = stepsOfStats(startMs, endMs);
  const stats = statsCanCount(wanted, steps, nowMs)
    ? await countFromStats(sqlOf(ctx.db), ctx.workspace.id, wanted, steps, oldestMs ?? nowMs)
    : [];
  // Rows are counted where that soon comes to an end: it is exact.
  const fromStats = totalOf(stats) > COUNT_MAX;
  const buckets = fromStats ? steps : histogramSteps(startMs, endMs);
  const { found, cutShort, last } = fromStats
    ? { found: stats, cutShort: null, last: null }
    : await countDeliveries(ctx, wanted, buckets, { countMax: COUNT_MAX, untilMs: nowMs + BUDGET_MS });
  const total = totalOf(found);
  return {
    total,
    exact: !fromStats && cutShort === null,
    basis: fromStats ? "counters" : "rows",
    cutShort,
    countedFrom: cutShort === null ? null : isoOf(last === null ? endMs : idTimeMs(last)),
    byStatus: DELIVERY_STATUSES.map((status) => ({
      status,
      count: totalOf(found.filter((row) => row.status === status)),
    })).filter(({ count }) => count > 0),
    histogram:
      oldestMs === null
        ? null
        : { from: isoOf(startMs), to: isoOf(endMs), stepMs: buckets.stepMs, buckets: bucketsOf(found, buckets) },
    hasAny: oldestMs !== null,
    without: total === 0 && oldestMs !== null ? await countWithout(ctx, wanted, buckets) : [],
  };
}

const isoOf = (ms: number) => new Date(ms).toISOString();

/** A span that begins long before the first delivery would be one bar at its end. */
function startOf({ from }: DeliveryFilter, oldestMs: number): number {
  return from === undefined || from.getTime() < oldestMs - 366 * DAY_MS ? oldestMs : from.getTime();
}

async function findOldestMs(ctx: Context): Promise<number | null> {
  const [oldest] = await sqlOf(ctx.db)<{ id: string }>(
    "SELECT id FROM deliveries WHERE workspace_id = $1 ORDER BY id LIMIT 1",
    [ctx.workspace.id],
  );
  return oldest === undefined ? null : idTimeMs(oldest.id);
}

function totalOf(found: readonly Found[]): number {
  return found.reduce((sum, { count }) => sum + count, 0);
}

type Bucket = NonNullable<DeliverySummary["histogram"]>["buckets"][number];

function bucketsOf(found: readonly Found[], { fromMs, stepMs }: Buckets): Bucket[] {
  const buckets = new Map<number, Bucket>();
  for (const { bucket, status, count } of found) {
    const row = buckets.get(bucket) ?? {
      at: isoOf(fromMs + bucket * stepMs),
      delivered: 0,
      failed: 0,
      waiting: 0,
      cancelled: 0,
    };
    const kind = status === "delivered" || status === "failed" || status === "cancelled" ? status : "waiting";
    row[kind] += count;
    buckets.set(bucket, row);
  }
  return [...buckets].toSorted(([a], [b]) => a - b).map(([, row]) => row);
}

/** Each part of the filter taken out by itself: what hides most comes first. */
async function countWithout(
  ctx: Context,
  wanted: DeliveryFilter,
  buckets: Buckets,
): Promise<DeliverySummary["without"]> {
  const untilMs = Date.now() + WITHOUT_BUDGET_MS;
  const without: DeliverySummary["without"] = [];
  for (const part of FILTER_PARTS) {
    const rest = withoutPart(wanted, part);
    if (rest === null) continue;
    const { total, cutShort } = await countDeliveries(ctx, rest, buckets, { countMax: WITHOUT_COUNT_MAX, untilMs });
    without.push({ part, total, exact: cutShort === null });
  }
  return without.toSorted((a, b) => b.total - a.total);
}

/** @returns null when the filter has no such part. */
function withoutPart(wanted: DeliveryFilter, part: FilterPart): DeliveryFilter | null {
  if (part === "time") {
    const { from, to, ...rest } = wanted;
    return from === undefined && to === undefined ? null : rest;
  }
  const { [part]: value, ...rest } = wanted;
  return value === undefined ? null : rest;
}
