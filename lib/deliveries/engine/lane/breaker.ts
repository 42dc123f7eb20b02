import { MINUTE_MS, SECOND_MS } from "@/lib/core/clock";
import type { LaneReport, LaneState } from "./lane-state";
import { startRamp } from "./ramp";

/** Failures in a row that open the breaker. */
export const CONSECUTIVE_FAILURES_MAX = 10;
const BACKOFF_MS_MIN = 5 * SECOND_MS;
const BACKOFF_MS_MAX = 5 * MINUTE_MS;

/** How long the breaker stays open: 5 s, doubling with each opening in a row, up to 5 min. */
export function breakerBackoffMs(openings: number): number {
  return Math.min(BACKOFF_MS_MIN * 2 ** Math.min(openings - 1, 10), BACKOFF_MS_MAX);
}

/**
 * What a worker's report does to the breaker. It opens after ten failures in a row, or when half of the latest attempts
 * failed; half-open, only the probe counts, because answers to older requests still come in.
 */
export function applyReport(lane: LaneState, report: LaneReport, nowMs: number): LaneState {
  switch (lane.breaker) {
    case "closed": {
      const before = report.successes > 0 ? 0 : lane.consecutiveFailures;
      const consecutiveFailures = before + report.failuresAtEnd;
      const next = { ...lane, consecutiveFailures };
      return consecutiveFailures >= CONSECUTIVE_FAILURES_MAX || report.mostlyFailing ? open(next, nowMs) : next;
    }
    case "half_open":
      if (report.probe === "failed") return open(lane, nowMs);
      if (report.probe === "ok") return close(lane, nowMs);
      return lane;
    case "open":
      return lane;
    default: {
      const never: never = lane.breaker;
      return never;
    }
  }
}

function open(lane: LaneState, nowMs: number): LaneState {
  const openings = lane.openings + 1;
  const probeAtMs = nowMs + breakerBackoffMs(openings);
  return { ...lane, breaker: "open", openings, probeAtMs, rampRate: null, rampStepAtMs: null };
}

function close(lane: LaneState, nowMs: number): LaneState {
  return startRamp({ ...lane, breaker: "closed", openings: 0, consecutiveFailures: 0, probeAtMs: null }, nowMs);
}
