import type { Context } from "@/lib/access";
import { inTransaction, sqlOf, sqlStateOf } from "@/lib/platform/db";
import { planScan } from "./scan";
import type { DeliveryFilter, DeliveryStatus } from "./schemas";
import { DELIVERY_STATUS, deliverySource } from "./status";

/** Rows that one statement looks at: some 50 ms. */
const CHUNK_ROWS = 10_000;
const STATEMENT_TIMEOUT = "57014";
const STATEMENT_MS_MIN = 50;

export type Found = { bucket: number; status: DeliveryStatus; count: number };
type Counted = {
  found: Found[];
  total: number;
  /** The oldest delivery that was looked at, when some were not. */
  last: string | null;
  cutShort: "count" | "time" | null;
};
/** Deliveries are counted by time: `bucket` is how many steps after `fromMs` they were created. */
export type Buckets = { fromMs: number; stepMs: number };
type Limits = { countMax: number; untilMs: number };
type Chunk = { seen: number; last: string | null; found: Found[] };

/**
 * Counts what matches, newest first and chunk by chunk, until all is counted, `countMax` is reached or the time is up.
 * So the work is bounded whatever the filter, and what was counted by then is right as far as it goes.
 */
export async function countDeliveries(
  ctx: Context,
  wanted: DeliveryFilter,
  buckets: Buckets,
  { countMax, untilMs }: Limits,
): Promise<Counted> {
  const counted: Counted = { found: [], total: 0, last: null, cutShort: null };
  for (;;) {
    const leftMs = untilMs - Date.now();
    const chunk = leftMs < STATEMENT_MS_MIN ? null : await countChunk(ctx, wanted, buckets, counted.last, leftMs);
    if (chunk === null) return { ...counted, cutShort: "time" };
    counted.found.push(...chunk.found);
    counted.total += chunk.found.reduce((sum, { count }) => sum + count, 0);
    if (chunk.seen < CHUNK_ROWS) return { ...counted, last: null };
    counted.last = chunk.last;
    if (counted.total >= countMax) return { ...counted, cutShort: "count" };
  }
}

/** @returns null when it took longer than it may. */
async function countChunk(
  ctx: Context,
  wanted: DeliveryFilter,
  buckets: Buckets,
  before: string | null,
  limitMs: number,
): Promise<Chunk | null> {
  const { text, values } = chunkStatement(ctx.workspace.id, wanted, buckets, before);
  try {
    return await inTransaction(ctx.db, async (db) => {
      const sql = sqlOf(db);
      await sql("SELECT set_config('statement_timeout', $1, true)", [String(Math.ceil(limitMs))]);
      const [row] = await sql<Chunk>(text, values);
      return row ?? { seen: 0, last: null, found: [] };
    });
  } catch (error) {
    if (sqlStateOf(error) === STATEMENT_TIMEOUT) return null;
    throw error;
  }
}

/** @returns the statement that looks at the next rows before `before`. */
export function chunkStatement(
  workspaceId: string,
  wanted: DeliveryFilter,
  { fromMs, stepMs }: Buckets,
  before: string | null,
): { text: string; values: unknown[] } {
  const { rows, rest, values } = planScan(
    workspaceId,
    wanted,
    before === null ? undefined : { side: "older", id: before },
  );
  const bucket = `floor((extract(epoch FROM d.created_at)::float8 * 1000 - ${Math.floor(fromMs)}) / ${Math.floor(stepMs)})`;
  const text = `
    WITH scanned AS MATERIALIZED (
      ${rows(CHUNK_ROWS)}
    ), found AS (
      SELECT ${bucket} AS bucket, ${DELIVERY_STATUS} AS status, count(*)::int AS count
      FROM ${deliverySource("scanned")} WHERE ${rest} GROUP BY 1, 2
    )
    SELECT (SELECT count(*)::int FROM scanned) AS seen, (SELECT min(id) FROM scanned) AS last,
      (SELECT coalesce(json_agg(found), '[]') FROM found) AS found`;
  return { text, values };
}
