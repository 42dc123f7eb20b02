export { EVENT_CATALOGUE, WEBHOOK_EVENTS, type WebhookEvent } from "./catalogue";
export { validateEventData } from "./compile-schema";
export { createEventType } from "./create-event-type";
export { deleteEventType } from "./delete-event-type";
export { getEventType } from "./get-event-type";
export { listEventTypes } from "./list-event-types";
export { OPERATIONAL_CATALOGUE } from "./operational-catalogue";
export { seedEventTypes } from "./seed-event-types";
export { updateEventType } from "./update-event-type";
