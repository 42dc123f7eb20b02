import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/core/clock";
import type { Buckets } from "./count-deliveries";

const BUCKETS_MAX = 60;
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR_MS),
  ...[1, 2, 7, 14, 30].map((n) => n * DAY_MS),
];

/**
 * @param leastMs a step that is not to be shorter
 * @returns the shortest round step by which a span has at most 60 buckets, the first of them begun on a full step.
 */
export function histogramSteps(fromMs: number, toMs: number, leastMs = 0): Buckets {
  const spanMs = Math.max(1, toMs - fromMs);
  const stepMs =
    STEPS_MS.find((step) => step >= leastMs && spanMs / step <= BUCKETS_MAX) ??
    Math.ceil(spanMs / BUCKETS_MAX / DAY_MS) * DAY_MS;
  return { fromMs: Math.floor(fromMs / stepMs) * stepMs, stepMs };
}
