import type { SqlFilter } from "@/lib/platform/sql-filter";
import { addDeliveryFilter, payloadOf } from "./filter";
import type { BulkExcludable } from "./constants";
import type { BulkJob, DeliveryFilter, DeliveryStatus } from "./schemas";

/** What a bulk job is to do, and to which deliveries. */
export type BulkWork = { kind: BulkJob["kind"]; filter: DeliveryFilter; exclude: readonly BulkExcludable[] };

/** A delivery that matches; those with an exclusion are left as they are. */
export type BulkTarget = {
  id: string;
  workspace_id: string;
  webhook_id: string;
  event_id: string;
  exclusion: string | null;
};

/** Nobody resends or cancels all by leaving a field out. */
const STATUS_UNLESS_TOLD: Record<BulkWork["kind"], DeliveryStatus[]> = {
  retry: ["failed"],
  cancel: ["pending", "retrying", "held"],
};

/** @returns the condition over DELIVERY_SOURCE that a bulk job's deliveries meet. */
export function bulkCondition(filter: SqlFilter, workspaceId: string, { kind, filter: wanted }: BulkWork): string {
  addDeliveryFilter(filter, workspaceId, { ...wanted, status: wanted.status ?? STATUS_UNLESS_TOLD[kind] });
  const payload = payloadOf(filter, wanted);
  if (payload !== null) filter.and(`EXISTS (SELECT FROM events e WHERE e.id = d.event_id AND ${payload})`);
  return filter.text();
}

const LEFT_OUT: Record<BulkExcludable, string> = {
  delivered: "d.status = 'delivered'",
  waiting: "p.is_planned",
  webhook_paused: "w.status = 'paused'",
};

/** @returns over DELIVERY_SOURCE, why a delivery that matches is left out; null when it is not. */
export function exclusionOf({ kind, exclude }: BulkWork): string {
  if (kind === "cancel") return "CASE WHEN p.is_sending THEN 'sending' WHEN NOT p.is_planned THEN 'ended' END";
  return `CASE
    WHEN w.deleted_at IS NOT NULL THEN 'webhook_deleted'
    WHEN w.status = 'disabled' THEN 'webhook_disabled'
    WHEN NOT EXISTS (SELECT FROM events e WHERE e.id = d.event_id) THEN 'payload_expired'
    WHEN EXISTS (SELECT FROM planned_attempts m WHERE m.delivery_id = d.id AND m.trigger = 'manual') THEN 'already_planned'
    ${exclude.map((reason) => `WHEN ${LEFT_OUT[reason]} THEN '${reason}'`).join("\n    ")} END`;
}
