import type { Database } from "@/lib/platform/db";

/** Makes the weekly partitions four weeks ahead: without one, nothing could be accepted. */
export async function ensurePartitions(database: Database): Promise<void> {
  await database.sql("SELECT ensure_partitions(now() - interval '7 days', now() + interval '28 days')");
}
