import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/core/clock";
import { histogramSteps } from "./histogram-steps";

const to = Date.parse("2026-11-23T12:34:56.789Z");

test.each([
  [10, SECOND_MS],
  [MINUTE_MS, SECOND_MS],
  [15 * MINUTE_MS, 15 * SECOND_MS],
  [HOUR_MS, MINUTE_MS],
  [DAY_MS, 30 * MINUTE_MS],
  [7 * DAY_MS, 3 * HOUR_MS],
  [30 * DAY_MS, 12 * HOUR_MS],
  [20_000 * DAY_MS, 334 * DAY_MS],
])("a span of %i ms is counted in round steps of %i ms, begun on a full step", (spanMs, stepMs) => {
  const steps = histogramSteps(to - spanMs, to);
  expect(steps.stepMs).toBe(stepMs);
  expect(steps.fromMs % stepMs).toBe(0);
  expect(steps.fromMs).toBeLessThanOrEqual(to - spanMs);
  expect(spanMs / steps.stepMs).toBeLessThanOrEqual(60);
});
