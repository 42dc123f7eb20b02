import { expect, test } from "vitest";
import { checkRetrySchedule, DEFAULT_RETRY_SCHEDULE_MS } from "./policy";

test("the default schedule is the Standard Webhooks one: ten attempts over three days", () => {
  expect(DEFAULT_RETRY_SCHEDULE_MS).toEqual([
    5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 72_000_000, 86_400_000,
  ]);
  expect(checkRetrySchedule(DEFAULT_RETRY_SCHEDULE_MS)).toBeNull();
});

test("a schedule of one's own has 1 to 20 whole delays from a second to a week, and a bad one is told which delay", () => {
  expect(checkRetrySchedule([1_000, 604_800_000])).toBeNull();
  expect(checkRetrySchedule(Array.from({ length: 20 }, () => 1_000))).toBeNull();
  expect(checkRetrySchedule([])).toContain("1 to 20 delays, but has 0");
  expect(checkRetrySchedule(Array.from({ length: 21 }, () => 1_000))).toContain("has 21");
  for (const bad of [0, -1, 999, 604_800_001, 1_000.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(checkRetrySchedule([1_000, bad])).toMatch(/^delay 2 /);
  }
});
