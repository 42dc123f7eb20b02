import { newId } from "@/lib/core/ids";
import { validateEventData } from "@/lib/event-types";
import { buildBody } from "./body";
import type { IncomingEvent, IngestRequest, PlanError, PlannedEvent, PlannedRequest } from "./ingest-types";
import type { Catalogue, CatalogueWebhook } from "./read-catalogue";
import { isOperational, isSubscribed } from "./subscription";

/**
 * Decides what a request creates, without writing: which webhooks are called, which are not and why.
 * All events are checked, so that the caller learns of all his mistakes at once.
 */
export function planRequest(request: IngestRequest, catalogue: Catalogue, nowMs: number): PlannedRequest {
  const errors: PlanError[] = [];
  // Found once a type: a batch mostly has one.
  const subscribers = new Map<string, CatalogueWebhook[]>();
  const subscribersOf = (type: string): CatalogueWebhook[] => {
    const known = subscribers.get(type) ?? catalogue.webhooks.filter((webhook) => isSubscribed(webhook.events, type));
    subscribers.set(type, known);
    return known;
  };
  const now = new Date(nowMs).toISOString();
  const events = request.events.map((event, index) => {
    for (const error of checkEvent(request, event, catalogue))
      errors.push({ ...error, path: `${request.pathOf?.(index) ?? ""}${error.path}` });
    return planEvent(request, event, subscribersOf(event.type), now);
  });
  return errors.length === 0 ? { outcome: "planned", events } : { outcome: "refused", errors };
}

function checkEvent(request: IngestRequest, event: IncomingEvent, catalogue: Catalogue): PlanError[] {
  const errors: PlanError[] = [];
  const { type } = event;
  if (!catalogue.types.has(type) && !(request.operational === true && isOperational(type))) {
    errors.push({ path: "type", message: `there is no event type "${type}" in this workspace`, unknownType: type });
  }
  if (event.projectId != null && !catalogue.projectIds.has(event.projectId)) {
    errors.push({ path: "projectId", message: `there is no project "${event.projectId}" in this workspace` });
  }
  const schema = catalogue.types.get(event.type);
  if (schema == null) return errors;
  const data: unknown = event.data === undefined ? JSON.parse(event.dataText) : event.data;
  errors.push(...validateEventData(schema, data));
  return errors;
}

function planEvent(
  request: IngestRequest,
  event: IncomingEvent,
  subscribers: readonly CatalogueWebhook[],
  now: string,
): PlannedEvent {
  const { workspaceId, requestId = null } = request;
  const { acceptedAtMs } = event;
  const projectId = event.projectId ?? null;
  const toldAt = event.occurredAt ?? acceptedAtMs;
  const occurredAt = toldAt === undefined ? now : new Date(toldAt).toISOString();
  const id = newId("event", acceptedAtMs);
  const planned: PlannedEvent = {
    id,
    workspaceId,
    projectId,
    type: event.type,
    body: buildBody({ id, type: event.type, timestamp: occurredAt, dataText: event.dataText }),
    occurredAt,
    test: false,
    idempotencyKey: event.idempotencyKey ?? null,
    requestId,
    acceptedAtMs,
    deliveries: [],
    skipped: [],
  };
  for (const webhook of subscribers) {
    if (webhook.projectId !== null && webhook.projectId !== projectId) continue;
    if (webhook.status === "disabled") {
      planned.skipped.push({ webhookId: webhook.id, reason: "disabled" });
    } else {
      const { id: webhookId, projectId: webhookProjectId, status } = webhook;
      planned.deliveries.push({
        id: newId("delivery", acceptedAtMs),
        webhookId,
        webhookProjectId,
        paused: status === "paused",
      });
    }
  }
  return planned;
}
