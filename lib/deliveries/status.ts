import type { SqlFilter } from "@/lib/platform/sql-filter";
import { IS_HELD } from "./engine/is-held";
import type { DeliveryStatus } from "./schemas";

/**
 * What `FROM` every query on deliveries has, so that a status means the same everywhere: `d` the delivery, `w` its
 * webhook, `p` what is planned for it. A lease that has run out is no longer a request in flight.
 */
export const DELIVERY_SOURCE = deliverySource("deliveries");

/** @returns the same over a query's own rows of deliveries. */
export function deliverySource(rows: string): string {
  return `${rows} d
  JOIN webhooks w ON w.id = d.webhook_id
  CROSS JOIN LATERAL (
    SELECT count(*) > 0 AS is_planned, coalesce(bool_or(lease IS NOT NULL AND due_at > now()), false) AS is_sending
    FROM planned_attempts WHERE delivery_id = d.id
  ) p`;
}

/**
 * The status that is shown. `sending` and `held` are not stored: they follow from a lease and from what is paused. What
 * failed or was cancelled and is planned again by hand is pending, or held.
 */
export const DELIVERY_STATUS = `CASE
  WHEN p.is_sending THEN 'sending'
  WHEN p.is_planned AND d.status <> 'delivered' AND w.deleted_at IS NULL AND ${IS_HELD} THEN 'held'
  WHEN p.is_planned AND d.status IN ('failed', 'cancelled') THEN 'pending'
  ELSE d.status END`;

const STORED: readonly DeliveryStatus[] = ["delivered", "failed", "cancelled"];

/** Says nothing that `addStatusFilter` does not, but lets an index find the rows. */
export function addStatusRows(filter: SqlFilter, statuses: readonly DeliveryStatus[], workspaceId: string): void {
  const [only] = statuses;
  if (statuses.length === 1 && only === "failed") filter.and("d.failed");
  else if (!statuses.some((status) => STORED.includes(status)))
    filter.and(`d.id IN (SELECT delivery_id FROM planned_attempts WHERE webhook_id IN (
      SELECT id FROM webhooks WHERE workspace_id = ${filter.bind(workspaceId)}))`);
}

/** Any of these statuses. */
export function addStatusFilter(filter: SqlFilter, statuses: readonly DeliveryStatus[]): void {
  // What is not stored as wanted need not be looked up among what is planned.
  if (statuses.every((status) => STORED.includes(status)))
    filter.and(`d.status = ANY(${filter.bind(statuses)}::text[])`);
  filter.and(`${DELIVERY_STATUS} = ANY(${filter.bind(statuses)}::text[])`);
}
