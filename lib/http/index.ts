export type { ApiRequest } from "./api-request";
export { openEventStream } from "./open-event-stream";
export { buildOpenApi } from "./openapi";
export type { Operation } from "./operation";
export { readMetrics, requireMetricsAccess } from "./read-metrics";
export { readReadiness } from "./readiness";
export { refuseUnknownPath } from "./refuse-unknown-path";
export { handle, handlePublic, handleRaw, type RouteHandler } from "./with-operation";
