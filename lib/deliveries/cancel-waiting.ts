import type { Sql } from "@/lib/platform/db";
import { endDeliveries } from "./engine";
import type { BulkTarget } from "./bulk-work";

type Plan = { delivery_id: string; is_sending: boolean };

/**
 * Ends deliveries that wait for an attempt; of one that had ended before, the manual retry is taken back. Part of a bulk
 * job's transaction. @returns what was cancelled: not those that a worker has its hands on at this moment.
 */
export async function cancelWaiting(
  sql: Sql,
  targets: readonly BulkTarget[],
): Promise<{ ids: string[]; webhookIds: string[] }> {
  const wanted = targets.map(({ id }) => id);
  const free = await sql<Plan>(LOCK_FREE, [wanted]);
  const all = await sql<{ delivery_id: string; plans: number }>(COUNT, [wanted]);
  const idle = new Map<string, number>();
  for (const plan of free) if (!plan.is_sending) idle.set(plan.delivery_id, (idle.get(plan.delivery_id) ?? 0) + 1);
  const ids = all.filter((row) => idle.get(row.delivery_id) === row.plans).map((row) => row.delivery_id);
  await sql("DELETE FROM planned_attempts WHERE delivery_id = ANY($1::text[])", [ids]);
  await endDeliveries(sql, ids, { state: "cancelled", cause: "cancelled" });
  const webhookOf = new Map(targets.map((target) => [target.id, target.webhook_id]));
  return { ids, webhookIds: [...new Set(ids.flatMap((id) => webhookOf.get(id) ?? []))] };
}

const LOCK_FREE = `
  SELECT delivery_id, lease IS NOT NULL AND due_at > now() AS is_sending FROM planned_attempts
  WHERE delivery_id = ANY($1::text[]) ORDER BY delivery_id, trigger FOR UPDATE SKIP LOCKED`;

const COUNT = `
  SELECT delivery_id, count(*)::int AS plans FROM planned_attempts WHERE delivery_id = ANY($1::text[]) GROUP BY 1`;
