import type { Sql } from "@/lib/platform/db";
import { createSqlFilter } from "@/lib/platform/sql-filter";
import { bulkCondition, type BulkWork, exclusionOf } from "./bulk-work";
import { DELIVERY_STATUSES } from "./constants";
import { type BulkCancelPreview, type DeliveryStatus, type Exclusion, EXCLUSIONS } from "./schemas";
import { DELIVERY_SOURCE, DELIVERY_STATUS } from "./status";

type Row = { webhook_id: string; name: string; status: DeliveryStatus; exclusion: Exclusion | null; count: number };

/** A preview before it says what its kind of job does. */
export type BulkCount = Omit<BulkCancelPreview, "cancellable"> & { kept: number };

/** @returns how many deliveries a bulk job is about, split by webhook and status, and which are left out and why. */
export async function previewBulk(sql: Sql, workspaceId: string, work: BulkWork): Promise<BulkCount> {
  const filter = createSqlFilter();
  const condition = bulkCondition(filter, workspaceId, work);
  const rows = await sql<Row>(
    `SELECT d.webhook_id, w.name, ${DELIVERY_STATUS} AS status, ${exclusionOf(work)} AS exclusion, count(*)::int AS count
     FROM ${DELIVERY_SOURCE} WHERE ${condition} GROUP BY 1, 2, 3, 4 ORDER BY count(*) DESC, 1`,
    filter.values,
  );
  const kept = rows.filter(({ exclusion }) => exclusion === null);
  const countOf = (some: Row[]) => some.reduce((sum, { count }) => sum + count, 0);
  const webhooks = new Map(kept.map(({ webhook_id: webhookId, name }) => [webhookId, name]));
  return {
    total: countOf(rows),
    kept: countOf(kept),
    byWebhook: [...webhooks].map(([webhookId, name]) => ({
      webhookId,
      name,
      count: countOf(kept.filter((row) => row.webhook_id === webhookId)),
    })),
    byStatus: DELIVERY_STATUSES.map((status) => ({
      status,
      count: countOf(kept.filter((row) => row.status === status)),
    }))
      .filter(({ count }) => count > 0)
      .toSorted((a, b) => b.count - a.count),
    excluded: EXCLUSIONS.map((reason) => ({
      reason,
      count: countOf(rows.filter(({ exclusion }) => exclusion === reason)),
    })).filter(({ count }) => count > 0),
  };
}
