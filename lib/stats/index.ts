export { applyStatDeltas, type StatDelta } from "./apply-stat-deltas";
export { type DeliveryCounters, type DeliveryState, transitionDelta } from "./transition-deltas";
