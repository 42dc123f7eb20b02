import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/core/clock";

/**
 * Delays between attempts: the first attempt is made at once, so nine delays make ten attempts.
 * Source: Standard Webhooks specification, "Deliverability and reliability".
 */
export const DEFAULT_RETRY_SCHEDULE_MS: readonly number[] = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/** A step below a second would be a burst, one over a week would outlive what the owner of the endpoint remembers. */
export const RETRY_SCHEDULE_LIMITS = {
  stepsMin: 1,
  stepsMax: 20,
  stepMsMin: SECOND_MS,
  stepMsMax: 7 * DAY_MS,
} as const;

/** Each delay is moved by up to a fifth either way, so that what failed together does not come back together. */
export const RETRY_JITTER = 0.2;

/** The longest wait that a receiver may ask for. */
export const RETRY_AFTER_MS_MAX = DAY_MS;

/** @returns what is wrong with a webhook's own schedule and how to mend it, or null when nothing is. */
export function checkRetrySchedule(scheduleMs: readonly number[]): string | null {
  const { stepsMin, stepsMax, stepMsMin, stepMsMax } = RETRY_SCHEDULE_LIMITS;
  if (scheduleMs.length < stepsMin || scheduleMs.length > stepsMax) {
    return `must have ${stepsMin} to ${stepsMax} delays, but has ${scheduleMs.length}`;
  }
  const badIndex = scheduleMs.findIndex(
    (stepMs) => !Number.isInteger(stepMs) || stepMs < stepMsMin || stepMs > stepMsMax,
  );
  if (badIndex === -1) return null;
  return `delay ${badIndex + 1} must be a whole number of milliseconds from ${stepMsMin} (1 second) to ${stepMsMax} (7 days)`;
}
