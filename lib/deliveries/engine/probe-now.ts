import type { Sql } from "@/lib/platform/db";

/**
 * Lets a probe through the breakers of these webhooks at once: somebody asked for an attempt, most likely because the
 * endpoint was mended, or the probe before never left. Part of the caller's transaction; ring after it.
 */
export async function probeNow(sql: Sql, webhookIds: readonly string[]): Promise<void> {
  if (webhookIds.length === 0) return;
  await sql("UPDATE lanes SET probe_at = now() WHERE webhook_id = ANY($1::text[]) AND breaker <> 'closed'", [
    webhookIds,
  ]);
}
