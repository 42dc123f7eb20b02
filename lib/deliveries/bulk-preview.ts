import type { Sql } from "@/lib/platform/db";
import { createSqlFilter } from "@/lib/platform/sql-filter";
import { bulkCondition, type BulkWork, exclusionOf } from "./bulk-work";
import { DELIVERY_STATUSES } from "./constants";
import { type BulkCancelPreview, type DeliveryStatus, type Exclusion, EXCLUSIONS } from "./schemas";
import { DELIVERY_SOURCE, DELIVERY_STATUS, orderedSource } from "./status";

type Row = { webhook_id: string; name: string; status: DeliveryStatus; exclusion: Exclusion | null; count: number };

/** A preview before it says what its kind of job does. */
export type BulkCount = Omit<BulkCancelPreview, "cancellable"> & { kept: number };

/** Deliveries that a dry run counts, newest first: whoever is about to send so many again gets his number within half a second. */
export const DRY_RUN_MAX = 50_000;

/**
 * @param countMax matches after which it stops; `exact` says whether there may be more.
 * @returns how many deliveries a bulk job is about, split by webhook and status, and which are left out and why.
 */
export async function previewBulk(
  sql: Sql,
  workspaceId: string,
  work: BulkWork,
  countMax = Number.POSITIVE_INFINITY,
): Promise<BulkCount> {
  const { text, values } = previewStatement(workspaceId, work, countMax);
  const rows = await sql<Row>(text, values);
  const kept = rows.filter(({ exclusion }) => exclusion === null);
  const countOf = (some: Row[]) => some.reduce((sum, { count }) => sum + count, 0);
  const webhooks = new Map(kept.map(({ webhook_id: webhookId, name }) => [webhookId, name]));
  return {
    total: countOf(rows),
    exact: countOf(rows) < countMax,
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

/** @returns the statement that counts at most so many matches, newest first. */
export function previewStatement(
  workspaceId: string,
  work: BulkWork,
  countMax: number,
): { text: string; values: unknown[] } {
  const filter = createSqlFilter();
  const condition = bulkCondition(filter, workspaceId, work);
  const [source, newest] = Number.isFinite(countMax)
    ? [orderedSource("deliveries"), `ORDER BY d.id DESC LIMIT (SELECT ${countMax})`]
    : [DELIVERY_SOURCE, ""];
  const text = `
    SELECT webhook_id, name, status, exclusion, count(*)::int AS count FROM (
      SELECT d.webhook_id, w.name, ${DELIVERY_STATUS} AS status, ${exclusionOf(work)} AS exclusion
      FROM ${source} WHERE ${condition} ${newest}
    ) AS matches GROUP BY 1, 2, 3, 4 ORDER BY count(*) DESC, 1`;
  return { text, values: filter.values };
}
