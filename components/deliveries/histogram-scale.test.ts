import { expect, test } from "vitest";
import { barsOf, heightOf, windowOf } from "./histogram-scale";

test("a strip has a bar for each step, also where nothing was found", () => {
  const bars = barsOf({
    from: "2026-11-23T10:00:30.000Z",
    to: "2026-11-23T10:04:00.000Z",
    stepMs: 60_000,
    buckets: [{ at: "2026-11-23T10:02:00.000Z", delivered: 3, failed: 1, waiting: 0, cancelled: 0 }],
  });
  expect(bars.map(({ atMs, total }) => [new Date(atMs).toISOString().slice(14, 19), total])).toEqual([
    ["00:00", 0],
    ["01:00", 0],
    ["02:00", 4],
    ["03:00", 0],
  ]);
});

test("one failure among thousands can be seen, and nothing has no height", () => {
  expect(heightOf(1, 10_000, 48)).toBe(2);
  expect(heightOf(10_000, 10_000, 48)).toBe(48);
  expect(heightOf(0, 10_000, 48)).toBe(0);
  expect(heightOf(0, 0, 48)).toBe(0);
});

test("a window may be drawn in both directions, and ends with the strip", () => {
  expect(windowOf(3, 7, 10)).toEqual([3, 7]);
  expect(windowOf(7, -4, 10)).toEqual([0, 7]);
  expect(windowOf(7, 40, 10)).toEqual([7, 9]);
});
