import { expect, test } from "vitest";
import { DEFAULT_RETRY_SCHEDULE_MS } from "@/lib/retry/policy";
import { delayError, formatDelay, formatLength, parseDelay, timelineOf } from "./retry-timeline";

test("the line begins with the first attempt and ends with the last, with the short delays to be told apart", () => {
  const points = timelineOf(DEFAULT_RETRY_SCHEDULE_MS);
  expect(points).toHaveLength(10);
  expect(points[0]).toEqual({ attempt: 1, afterMs: 0, position: 0 });
  expect(points.at(-1)).toMatchObject({ attempt: 10, afterMs: 272_105_000, position: 1 });
  expect(points[1]?.position).toBeGreaterThan(0.1);
  const positions = points.map(({ position }) => position);
  expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  expect(timelineOf([])).toEqual([{ attempt: 1, afterMs: 0, position: 0 }]);
});

test("a delay is read as people write it, and written so that it reads back", () => {
  expect(["30s", " 5 min ", "5m", "2H", "1.5h", "1d"].map(parseDelay)).toEqual([
    30_000, 300_000, 300_000, 7_200_000, 5_400_000, 86_400_000,
  ]);
  for (const text of ["", "5", "-1s", "1w", "abc", "1e3s"]) expect(parseDelay(text)).toBeNull();
  for (const ms of [...DEFAULT_RETRY_SCHEDULE_MS, 1_500, 90_000]) expect(parseDelay(formatDelay(ms))).toBe(ms);
});

test("what is wrong with a delay is said", () => {
  expect(delayError("5min")).toBeUndefined();
  expect(delayError("0.5s")).toContain("at least");
  expect(delayError("8d")).toContain("at most");
  expect(delayError("soon")).toContain("such as");
});

test("a length is told in its two largest units", () => {
  expect([0, 5_000, 272_105_000, 86_400_000, 3_660_000].map(formatLength)).toEqual([
    "0 s",
    "5 s",
    "3 d 3 h",
    "1 d",
    "1 h 1 min",
  ]);
});
