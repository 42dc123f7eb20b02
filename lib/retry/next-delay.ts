import { RETRY_AFTER_MS_MAX, RETRY_JITTER } from "./policy";

export type NextDelayInput = {
  scheduleMs: readonly number[];
  /** Scheduled attempts made so far, the one that just failed included: at least 1. */
  attemptsMade: number;
  /** What the receiver asked for, as `parseRetryAfter` read it. */
  retryAfterMs?: number | null;
  /** A number in [0, 1), as `Math.random` gives it. */
  random: number;
};

export type NextDelay = { outcome: "retry"; delayMs: number } | { outcome: "exhausted" };

/**
 * When to try again after a failed attempt: the schedule's step with jitter, or what the receiver asked for when that is
 * longer, up to 24 h. A receiver can make us wait, but neither hurry us nor add to the schedule.
 */
export function nextDelay({ scheduleMs, attemptsMade, retryAfterMs, random }: NextDelayInput): NextDelay {
  const stepMs = scheduleMs[attemptsMade - 1];
  if (stepMs === undefined) return { outcome: "exhausted" };
  const jitteredMs = Math.round(stepMs * (1 + RETRY_JITTER * (2 * random - 1)));
  if (typeof retryAfterMs !== "number") return { outcome: "retry", delayMs: jitteredMs };
  const askedMs = Math.max(stepMs, Math.min(Math.round(retryAfterMs), RETRY_AFTER_MS_MAX));
  return { outcome: "retry", delayMs: Math.max(jitteredMs, askedMs) };
}
