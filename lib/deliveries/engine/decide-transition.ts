import { DEFAULT_RETRY_SCHEDULE_MS, nextDelay } from "@/lib/retry";
import type { DeliveryState } from "@/lib/stats";
import type { Attempt } from "./attempt";

/** A delivery as its row says at the moment of recording. */
export type DeliveryRow = { state: DeliveryState; attemptCount: number; scheduleStep: number };

export type Transition = {
  state: DeliveryState;
  scheduleStep: number;
  /** When the next scheduled attempt comes, from now; null when this one leaves none to plan. */
  retryInMs: number | null;
};

/**
 * What an attempt does to its delivery. A success delivers it, whatever was decided meanwhile: the receiver has it. A
 * manual attempt otherwise changes nothing; a scheduled one goes on to the next step of the schedule, unless the
 * delivery has ended since.
 */
export function decideTransition(row: DeliveryRow, attempt: Attempt, random: number): Transition {
  const isScheduled = attempt.delivery.trigger === "schedule";
  const scheduleStep = row.scheduleStep + (isScheduled ? 1 : 0);
  const isOpen = row.state === "pending" || row.state === "retrying";
  if (attempt.ok) return { state: "delivered", scheduleStep, retryInMs: null };
  if (!isScheduled || !isOpen) return { state: row.state, scheduleStep, retryInMs: null };
  if (attempt.cause?.cause === "gone") return { state: "failed", scheduleStep, retryInMs: null };
  const { retryScheduleMs } = attempt.delivery.webhook;
  const next = nextDelay({
    scheduleMs: retryScheduleMs.length > 0 ? retryScheduleMs : DEFAULT_RETRY_SCHEDULE_MS,
    attemptsMade: scheduleStep,
    retryAfterMs: attempt.retryAfterMs,
    random,
  });
  if (next.outcome === "exhausted") return { state: "failed", scheduleStep, retryInMs: null };
  return { state: "retrying", scheduleStep, retryInMs: next.delayMs };
}
