export { acceptBatch, acceptEvent } from "./accept-event";
export { acceptRequests, type EventStore, type RequestOutcome } from "./accept-requests";
export { buildBody, dataOf } from "./body";
export { dataTextOf } from "./data-text";
export { getEvent } from "./get-event";
export type { AcceptedEvent, IncomingEvent, IngestRequest } from "./ingest-types";
export { createIngestor, type Ingestor } from "./ingestor";
export { addTypeFilter, listEvents, searchPage } from "./list-events";
export { nearestNames } from "./nearest-names";
export { payloadCondition, readPayloadSearch, SEARCH_ROWS_MAX } from "./payload-search";
export { replayEvent } from "./replay-event";
export { sendTestEvent } from "./send-test-event";
export {
  isOperational,
  isSubscribed,
  OPERATIONAL_EVENT_TYPES,
  type OperationalEventType,
  patternsOf,
  typesOfPattern,
} from "./subscription";
export { triggerEvent, type TriggerInput } from "./trigger-event";
