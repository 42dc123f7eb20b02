import type { SqlFilter } from "@/lib/platform/sql-filter";
import { IS_HELD } from "./engine/is-held";
import type { DeliveryStatus } from "./schemas";

/** What is planned for a delivery `d`. */
const PLANNED = `CROSS JOIN LATERAL (
    SELECT count(*) > 0 AS is_planned, coalesce(bool_or(lease IS NOT NULL AND due_at > now()), false) AS is_sending
    FROM planned_attempts WHERE delivery_id = d.id
  ) p`;

/**
 * What `FROM` every query on deliveries has, so that a status means the same everywhere: `d` the delivery, `w` its
 * webhook, `p` what is planned for it. A lease that has run out is no longer a request in flight.
 */
export const DELIVERY_SOURCE = deliverySource("deliveries");

/** @returns the same over a query's own rows of deliveries. */
export function deliverySource(rows: string): string {
  return `${rows} d JOIN webhooks w ON w.id = d.webhook_id ${PLANNED}`;
}

/**
 * @returns the same, each row looked up by itself: rows keep their order, so that nothing is read beyond the LIMIT. OFFSET
 * keeps the planner from joining them all and sorting again.
 */
export function orderedSource(rows: string): string {
  return `${rows} d CROSS JOIN LATERAL (SELECT * FROM webhooks WHERE id = d.webhook_id OFFSET 0) w ${PLANNED}`;
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

/** @returns whether only deliveries are meant that have an attempt planned. */
export function isOpenOnly(statuses: readonly DeliveryStatus[]): boolean {
  return !statuses.some((status) => STORED.includes(status));
}

/** Says nothing that `addStatusFilter` does not, but lets an index find what is open. */
export function addOpenRows(filter: SqlFilter, statuses: readonly DeliveryStatus[], workspaceId: string): void {
  if (isOpenOnly(statuses))
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
