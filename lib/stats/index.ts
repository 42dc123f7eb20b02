export { applyStatDeltas, type StatDelta } from "./apply-stat-deltas";
export { foldStats } from "./fold-stats";
export { getOverview } from "./get-overview";
export { getTimeseries } from "./get-timeseries";
export { getWebhookStats } from "./get-webhook-stats";
export { percentileMs } from "./histogram";
export { listEventTypeFigures } from "./list-event-type-figures";
export { resolveSpan, type Span, sparkBucketMs } from "./span";
export { type DeliveryState, transitionDelta } from "./transition-deltas";
