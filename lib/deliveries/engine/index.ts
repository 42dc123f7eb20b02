export { endDeliveries, type EndedDelivery } from "./end-deliveries";
export { endExpired } from "./end-planned";
export { probeNow } from "./probe-now";
export type { RecordedAttempt } from "./record-attempts";
export { startEngine } from "./start-engine";
