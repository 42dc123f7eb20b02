export { clientAddress, markPeer } from "./client-address";
export { defineOperation, type Operation, type OperationInput, type OperationOutput } from "./operation";
export { type RouteSegment } from "./read-input";
export { refuseUnknownPath } from "./refuse-unknown-path";
export { handle, handlePublic, handleRaw, type PublicContext, type RouteHandler } from "./with-operation";
