export { type AddressPolicy, createAddressPolicy } from "./address";
export {
  type AttemptError,
  type AttemptErrorCode,
  type AttemptPhases,
  type AttemptResponse,
  type AttemptResult,
  type AttemptStep,
  type BodyError,
  type Certificate,
  isDelivered,
  unsentResult,
} from "./attempt-result";
export { type AttemptCause, classifyAttempt, type ClassifyInput, internalCause } from "./cause";
export { CAUSE_ADVICE } from "./cause-advice";
export {
  type Cause,
  type CauseInfo,
  CAUSES,
  type CauseSeverity,
  type Certainty,
  type InternalCause,
  type MaybeProcessed,
} from "./cause-catalogue";
export {
  createEgressClient,
  type EgressClient,
  type EgressClientOptions,
  type EgressRequest,
  headersOnWire,
} from "./client";
export { checkDestination, type DestinationCheck, type Lookup } from "./destination";
export { excerpt } from "./evidence";
export { checkCustomHeaders } from "./headers";
export { type CheckedUrl, checkUrl, type UrlCheck, type UrlRefusal, type UrlRules } from "./url";
