import type { Sql } from "@/lib/platform/db";
import { createSqlFilter, type SqlFilter } from "@/lib/platform/sql-filter";
import { addDeliveryFilter, payloadOf } from "./filter";
import { type BulkPreview, type DeliveryFilter, EXCLUSIONS } from "./schemas";
import { DELIVERY_SOURCE, DELIVERY_STATUS } from "./status";

type Row = {
  webhook_id: string;
  name: string;
  status: BulkPreview["byStatus"][number]["status"];
  exclusion: BulkPreview["excluded"][number]["reason"] | null;
  count: number;
};

/** Why a delivery that matches is left out, over DELIVERY_SOURCE; null when it is not. */
export const EXCLUSION = `CASE
  WHEN w.deleted_at IS NOT NULL THEN 'webhook_deleted'
  WHEN w.status = 'disabled' THEN 'webhook_disabled'
  WHEN EXISTS (SELECT FROM planned_attempts m WHERE m.delivery_id = d.id AND m.trigger = 'manual') THEN 'already_planned' END`;

/** @returns the condition that a bulk retry's deliveries meet. Without a status, what failed: nobody resends all by leaving a field out. */
export function bulkCondition(filter: SqlFilter, workspaceId: string, wanted: DeliveryFilter): string {
  addDeliveryFilter(filter, workspaceId, { ...wanted, status: wanted.status ?? ["failed"] });
  const payload = payloadOf(filter, wanted);
  // Without its payload a delivery cannot be sent again.
  filter.and(`EXISTS (SELECT FROM events e WHERE e.id = d.event_id${payload === null ? "" : ` AND ${payload}`})`);
  return filter.text();
}

/** @returns how many deliveries a bulk retry is about, split by webhook and status, and which are left out and why. */
export async function previewBulkRetry(sql: Sql, workspaceId: string, wanted: DeliveryFilter): Promise<BulkPreview> {
  const filter = createSqlFilter();
  const condition = bulkCondition(filter, workspaceId, wanted);
  const rows = await sql<Row>(
    `SELECT d.webhook_id, w.name, ${DELIVERY_STATUS} AS status, ${EXCLUSION} AS exclusion, count(*)::int AS count
     FROM ${DELIVERY_SOURCE} WHERE ${condition} GROUP BY 1, 2, 3, 4 ORDER BY count(*) DESC, 1`,
    filter.values,
  );
  const kept = rows.filter(({ exclusion }) => exclusion === null);
  const countOf = (some: Row[]) => some.reduce((sum, { count }) => sum + count, 0);
  const webhooks = new Map(kept.map(({ webhook_id: webhookId, name }) => [webhookId, name]));
  const statuses = [...new Set(kept.map(({ status }) => status))];
  return {
    total: countOf(rows),
    retryable: countOf(kept),
    byWebhook: [...webhooks].map(([webhookId, name]) => ({
      webhookId,
      name,
      count: countOf(kept.filter((row) => row.webhook_id === webhookId)),
    })),
    byStatus: statuses.map((status) => ({ status, count: countOf(kept.filter((row) => row.status === status)) })),
    excluded: EXCLUSIONS.map((reason) => ({
      reason,
      count: countOf(rows.filter(({ exclusion }) => exclusion === reason)),
    })).filter(({ count }) => count > 0),
  };
}
