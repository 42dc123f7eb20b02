export { nextDelay, type NextDelay, type NextDelayInput } from "./next-delay";
export { checkRetrySchedule, DEFAULT_RETRY_SCHEDULE_MS } from "./policy";
export { parseRetryAfter } from "./retry-after";
