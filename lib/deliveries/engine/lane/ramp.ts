import { SECOND_MS } from "@/lib/core/clock";
import type { LaneState } from "./lane-state";

const RAMP_RATE_START = 5;
const RAMP_STEP_MS = 10 * SECOND_MS;

/** A revived endpoint first gets 5 requests a second, however many wait for it. */
export function startRamp(lane: LaneState, nowMs: number): LaneState {
  return { ...lane, rampRate: RAMP_RATE_START, rampStepAtMs: nowMs + RAMP_STEP_MS, tokens: 1, refilledAtMs: nowMs };
}

/** Doubles the rate every 10 s while the endpoint answers 2xx, and ends at the rate that the webhook has anyway. */
export function stepRamp(lane: LaneState, rateLimit: number, nowMs: number): LaneState {
  if (lane.rampRate === null || lane.rampStepAtMs === null) return lane;
  if (lane.consecutiveFailures > 0) return { ...lane, rampStepAtMs: nowMs + RAMP_STEP_MS };
  if (nowMs < lane.rampStepAtMs) return lane;
  const rampRate = lane.rampRate * 2;
  return rampRate >= rateLimit ? endRamp(lane) : { ...lane, rampRate, rampStepAtMs: nowMs + RAMP_STEP_MS };
}

/** Nothing waits any more: there is nothing left to hold back. */
export function endRamp(lane: LaneState): LaneState {
  return { ...lane, rampRate: null, rampStepAtMs: null };
}
