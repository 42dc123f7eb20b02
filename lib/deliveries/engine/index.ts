export { endDeliveries, type EndedDelivery } from "./end-deliveries";
export { endExpired } from "./end-planned";
export { type PastDelivery, type PastRetry, playHistory } from "./play-history";
export type { RecordedAttempt } from "./recorded-attempt";
export { startEngine } from "./start-engine";
export { SESSION_OPTIONS } from "./settings";
