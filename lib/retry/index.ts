export { nextDelay, type NextDelay, type NextDelayInput } from "./next-delay";
export {
  checkRetrySchedule,
  DEFAULT_RETRY_SCHEDULE_MS,
  RETRY_AFTER_MS_MAX,
  RETRY_JITTER,
  RETRY_SCHEDULE_LIMITS,
} from "./policy";
export { parseRetryAfter } from "./retry-after";
