export { type OwnSettings, settingsInForce, type SettingsInForce, TIMEOUT_MS_DEFAULT } from "./defaults";
export { nextDelay, type NextDelay, type NextDelayInput } from "./next-delay";
export { checkRetrySchedule, DEFAULT_RETRY_SCHEDULE_MS } from "./policy";
export { parseRetryAfter } from "./retry-after";
