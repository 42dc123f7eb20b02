export type { Attempt } from "./attempt";
export { endDeliveries, type EndedDelivery } from "./end-deliveries";
export { endExpired } from "./end-planned";
export type { RecordedAttempt } from "./record-attempts";
export { type Engine, type EngineConfig, startEngine } from "./start-engine";
