import { addTypeFilter, payloadCondition, readPayloadSearch } from "@/lib/events";
import { idFloor, isId } from "@/lib/core/ids";
import type { SqlFilter } from "@/lib/platform/sql-filter";
import type { DeliveryFilter } from "./schemas";
import { addOpenRows, addStatusFilter } from "./status";

/** The filter as SQL over DELIVERY_SOURCE, for bulk jobs. A search of payloads is apart: see `payloadOf`. */
export function addDeliveryFilter(filter: SqlFilter, workspaceId: string, wanted: DeliveryFilter): void {
  addRowFilter(filter, workspaceId, wanted);
  if (wanted.status !== undefined) addOpenRows(filter, wanted.status, workspaceId);
  addRestOfFilter(filter, wanted);
}

/** The part of the filter that an index finds, about `d` alone: what a bounded number of rows is taken from. */
export function addRowFilter(filter: SqlFilter, workspaceId: string, wanted: DeliveryFilter): void {
  filter.and(`d.workspace_id = ${filter.bind(workspaceId)}`);
  if (wanted.id !== undefined) filter.and(`d.id = ANY(${filter.bind(wanted.id)}::text[])`);
  if (isFailedOnly(wanted)) filter.and("d.failed");
  if (wanted.webhookId !== undefined) filter.and(`d.webhook_id = ANY(${filter.bind(wanted.webhookId)}::text[])`);
  if (wanted.eventId !== undefined) filter.and(`d.event_id = ${filter.bind(wanted.eventId)}`);
  if (wanted.job !== undefined)
    filter.and(`d.id IN (SELECT delivery_id FROM bulk_job_deliveries WHERE bulk_job_id = ${filter.bind(wanted.job)})`);
  if (wanted.from !== undefined) filter.and(`d.id >= ${filter.bind(idFloor("delivery", wanted.from.getTime()))}`);
  if (wanted.to !== undefined) filter.and(`d.id < ${filter.bind(idFloor("delivery", wanted.to.getTime()))}`);
  const pasted = wanted.q === undefined ? undefined : columnOfPasted(wanted.q);
  if (pasted !== undefined) filter.and(`${pasted} = ${filter.bind(wanted.q)}`);
}

/** What is looked up row by row. */
export function addRestOfFilter(filter: SqlFilter, wanted: DeliveryFilter): void {
  if (wanted.status !== undefined) addStatusFilter(filter, wanted.status);
  if (wanted.projectId !== undefined) filter.and(`d.project_id = ${filter.bind(wanted.projectId)}`);
  if (wanted.eventType !== undefined) addTypeFilter(filter, wanted.eventType, "d.event_type");
  if (wanted.code !== undefined) filter.and(wanted.code.map((code) => codeCondition(filter, code)).join(" OR "));
  if (wanted.error !== undefined) filter.and(`d.last_cause = ANY(${filter.bind(wanted.error)}::text[])`);
  if (wanted.attempts !== undefined) filter.and(boundCondition(filter, "d.attempt_count", wanted.attempts));
  if (wanted.latency !== undefined) filter.and(boundCondition(filter, "d.last_latency_ms", wanted.latency));
  if (wanted.trigger !== undefined) addTriggerFilter(filter, wanted.trigger);
}

/** @returns whether only what failed is asked for: that has an index of its own. */
export function isFailedOnly({ status }: DeliveryFilter): boolean {
  return status?.length === 1 && status[0] === "failed";
}

/** @returns whether the filter says which deliveries it is about, by their ids or by what they belong to. */
export function isNamed({ id, eventId, job, q }: DeliveryFilter): boolean {
  return (
    id !== undefined ||
    eventId !== undefined ||
    job !== undefined ||
    (q !== undefined && columnOfPasted(q) !== undefined)
  );
}

/** @returns the condition of a payload search on the event's body `e.body`, or null when the filter has none. */
export function payloadOf(filter: SqlFilter, { q }: DeliveryFilter): string | null {
  return q === undefined || columnOfPasted(q) !== undefined
    ? null
    : payloadCondition(filter, readPayloadSearch(q), "e.body");
}

/** @returns where a pasted id stands, undefined for other text. */
function columnOfPasted(text: string): string | undefined {
  if (isId("delivery", text)) return "d.id";
  if (isId("event", text)) return "d.event_id";
  return isId("webhook", text) ? "d.webhook_id" : undefined;
}

function codeCondition(filter: SqlFilter, code: string): string {
  if (code === "none") return "(d.last_status_code IS NULL AND d.last_attempt_at IS NOT NULL)";
  const [from = "", to = from] = code.endsWith("xx") ? [`${code[0]}00`, `${code[0]}99`] : code.split("-");
  return `d.last_status_code BETWEEN ${filter.bind(Number(from))}::int AND ${filter.bind(Number(to))}::int`;
}

function boundCondition(filter: SqlFilter, column: string, bound: string): string {
  const [comparison, number] = bound.split(":");
  return `${column} ${comparison === "gte" ? ">=" : "<="} ${filter.bind(Number(number))}::int`;
}

function addTriggerFilter(filter: SqlFilter, triggers: NonNullable<DeliveryFilter["trigger"]>): void {
  const ofDelivery = filter.bind(triggers.filter((trigger) => trigger !== "manual"));
  // Only scheduled attempts are steps, so the row itself says of nearly all that there is nothing to look up.
  const manual =
    "d.attempt_count > d.schedule_step AND EXISTS (SELECT FROM attempts a WHERE a.delivery_id = d.id AND a.trigger = 'manual')";
  filter.and(`d.trigger = ANY(${ofDelivery}::text[])${triggers.includes("manual") ? ` OR ${manual}` : ""}`);
}
