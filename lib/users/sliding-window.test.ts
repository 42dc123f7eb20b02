import fc from "fast-check";
import { expect, test } from "vitest";
import { windowWaitMs } from "./sliding-window";

const WINDOW = { points: 5, windowMs: 60_000 };

test("the limit itself is allowed, one more is not", () => {
  expect(windowWaitMs(WINDOW, { current: 5, previous: 0 }, 0)).toBe(0);
  expect(windowWaitMs(WINDOW, { current: 6, previous: 0 }, 0)).toBeGreaterThan(0);
});

test("a burst at the end of one window still counts at the start of the next", () => {
  expect(windowWaitMs(WINDOW, { current: 1, previous: 5 }, 1_000)).toBeGreaterThan(0);
  expect(windowWaitMs(WINDOW, { current: 1, previous: 5 }, 15_000)).toBe(0);
});

test("whoever waits as long as told gets through, and never waits more than two windows", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 51 }),
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 0, max: 59_999 }),
      (points, given, before, elapsedMs) => {
        const current = Math.min(given, points + 1);
        const previous = Math.min(before, points);
        const waitMs = windowWaitMs({ points, windowMs: 60_000 }, { current, previous }, elapsedMs);
        expect(waitMs).toBeLessThanOrEqual(120_000);
        if (waitMs === 0) return;
        // A refused one is not counted, so at the later moment the count is `current` again, or 1 in a new window.
        const laterMs = elapsedMs + waitMs;
        const later =
          laterMs < 60_000
            ? windowWaitMs({ points, windowMs: 60_000 }, { current, previous }, laterMs)
            : windowWaitMs({ points, windowMs: 60_000 }, { current: 1, previous: current - 1 }, laterMs - 60_000);
        expect(later).toBe(0);
      },
    ),
  );
});
