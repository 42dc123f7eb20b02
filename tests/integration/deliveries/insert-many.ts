import type { Context } from "@/lib/access";
import { idFloor } from "@/lib/core/ids";
import { sqlOf } from "@/lib/platform/db";

/** One delivery every `stepMs` back from now, a tenth of them failed with a 500; by SQL, for tests about many. */
export async function insertDeliveries(
  ctx: Context,
  webhookId: string,
  count: number,
  { stepMs = 10, nowMs = Date.now() } = {},
): Promise<void> {
  const sql = sqlOf(ctx.db);
  // The time is in the first ten characters of an id, in base32: what idFloor gives, and a tail of its own for each.
  for (let from = 0; from < count; from += 10_000) {
    const ids = Array.from({ length: Math.min(10_000, count - from) }, (_, n) => {
      const at = idFloor("delivery", nowMs - (from + n) * stepMs);
      return at.slice(0, -6) + String((from + n) % 1_000_000).padStart(6, "0");
    });
    await sql(
      `INSERT INTO deliveries (id, workspace_id, webhook_id, event_id, event_type, status, attempt_count, last_attempt_at, last_status_code,
         last_cause, last_latency_ms, completed_at, created_at)
       SELECT id, $2, $3, 'evt_' || substr(id, 5), 'user.created', CASE WHEN n % 10 = 0 THEN 'failed' ELSE 'delivered' END, 1, at,
         CASE WHEN n % 10 = 0 THEN 500 ELSE 200 END, CASE WHEN n % 10 = 0 THEN 'server_error' END, 40 + n % 100, at, at
       FROM (SELECT id, n, to_timestamp(($4::float8 - (n - 1) * $5::float8) / 1000) AS at
             FROM unnest($1::text[]) WITH ORDINALITY AS u(id, n)) AS rows`,
      [ids, ctx.workspace.id, webhookId, nowMs - from * stepMs, stepMs],
    );
  }
  await sql("ANALYZE deliveries");
}
