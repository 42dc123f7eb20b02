export { clientAddress, markPeer } from "./client-address";
export { openEventStream } from "./open-event-stream";
export { buildOpenApi } from "./openapi";
export { defineOperation, type Operation, type OperationInput, type OperationOutput } from "./operation";
export { type RouteSegment } from "./read-input";
export { readMetrics, requireMetricsAccess } from "./read-metrics";
export { readReadiness } from "./readiness";
export { refuseUnknownPath } from "./refuse-unknown-path";
export { handle, handlePublic, handleRaw, type PublicContext, type RouteHandler } from "./with-operation";
