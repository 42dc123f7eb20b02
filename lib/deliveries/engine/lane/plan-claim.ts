import { MINUTE_MS } from "@/lib/core/clock";
import { applyReport } from "./breaker";
import type { LaneReport, LaneState } from "./lane-state";
import { endRamp, stepRamp } from "./ramp";
import { nextTokensAtMs, refill } from "./token-bucket";

/** A probe that is not heard of for this long died with its worker. Longer than any time limit of a request. */
const PROBE_LOST_MS = MINUTE_MS;

export type ClaimPlan = {
  /** The lane with the report taken in, before what is claimed now is paid for. */
  lane: LaneState;
  /** How many deliveries may be claimed. */
  slots: number;
  /** The one delivery claimed is the probe of a half-open breaker. */
  isProbe: boolean;
  ratePerSecond: number;
};

/**
 * Decides how many deliveries of a webhook may be claimed now: its rate limit, its breaker, the ramp of a revived
 * endpoint, and `room`, what this worker has to spare for it.
 */
export function planClaim(
  before: LaneState,
  { report, rateLimit, room, nowMs }: { report: LaneReport; rateLimit: number; room: number; nowMs: number },
): ClaimPlan {
  const reported = stepRamp(applyReport(before, report, nowMs), rateLimit, nowMs);
  const ratePerSecond = Math.min(rateLimit, reported.rampRate ?? rateLimit);
  const bucket = refill(reported, ratePerSecond, nowMs);
  if (report.restMs > 0) bucket.tokens = Math.min(bucket.tokens, (-report.restMs * ratePerSecond) / 1_000);
  const lane = { ...reported, ...bucket };
  if (lane.breaker === "closed") {
    const slots = Math.max(0, Math.min(room, Math.floor(lane.tokens)));
    return { lane, slots, isProbe: false, ratePerSecond };
  }
  if (room < 1 || nowMs < (lane.probeAtMs ?? 0)) return { lane, slots: 0, isProbe: false, ratePerSecond };
  return { lane, slots: 1, isProbe: true, ratePerSecond };
}

/** @returns the lane after `claimed` of the planned slots were used, and when it should be looked at again if not rung before. */
export function settleClaim(
  { lane, slots, isProbe, ratePerSecond }: ClaimPlan,
  claimed: number,
  nowMs: number,
): { lane: LaneState; againAtMs: number | null } {
  const paid = { ...lane, tokens: lane.tokens - claimed };
  if (isProbe && claimed > 0) {
    const probing: LaneState = { ...paid, breaker: "half_open", probeAtMs: nowMs + PROBE_LOST_MS };
    return { lane: probing, againAtMs: probing.probeAtMs };
  }
  if (paid.breaker !== "closed") return { lane: paid, againAtMs: slots > 0 ? null : paid.probeAtMs };
  if (claimed < slots) return { lane: endRamp(paid), againAtMs: null };
  const isOutOfTokens = paid.tokens < 1;
  return { lane: paid, againAtMs: isOutOfTokens ? Math.max(nowMs + 1, nextTokensAtMs(paid, ratePerSecond)) : null };
}
