import fc from "fast-check";
import { expect, test } from "vitest";
import { nextDelay } from "./next-delay";
import { DEFAULT_RETRY_SCHEDULE_MS } from "./policy";

const DAY_MS = 86_400_000;
const schedule = fc.array(fc.integer({ min: 1_000, max: 7 * DAY_MS }), { minLength: 1, maxLength: 20 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const anyWait = fc.oneof(
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: 0, max: 2 * DAY_MS }),
  fc.constant(Number.MAX_SAFE_INTEGER),
);

test("a delivery gets one attempt more than its schedule has delays, and then no other", () => {
  fc.assert(
    fc.property(schedule, random, (scheduleMs, r) => {
      const outcomes = [...scheduleMs, 0, 0].map(
        (_, index) => nextDelay({ scheduleMs, attemptsMade: index + 1, random: r }).outcome,
      );
      expect(outcomes).toEqual([...scheduleMs.map(() => "retry"), "exhausted", "exhausted"]);
    }),
  );
});

test("without Retry-After a delay is a whole number of ms within 20 % of its step", () => {
  fc.assert(
    fc.property(schedule, random, fc.nat({ max: 19 }), (scheduleMs, r, index) => {
      const stepMs = scheduleMs[index % scheduleMs.length] ?? 0;
      const next = nextDelay({
        scheduleMs,
        attemptsMade: (index % scheduleMs.length) + 1,
        retryAfterMs: null,
        random: r,
      });
      const delayMs = next.outcome === "retry" ? next.delayMs : Number.NaN;
      expect(Number.isInteger(delayMs)).toBe(true);
      expect(delayMs).toBeGreaterThanOrEqual(Math.floor(stepMs * 0.8));
      expect(delayMs).toBeLessThanOrEqual(Math.ceil(stepMs * 1.2));
    }),
  );
});

test("a Retry-After never brings an attempt forward, is kept to when longer, and counts for 24 h at most", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000, max: 7 * DAY_MS }), anyWait, random, (stepMs, retryAfterMs, r) => {
      const next = nextDelay({ scheduleMs: [stepMs], attemptsMade: 1, retryAfterMs, random: r });
      const delayMs = next.outcome === "retry" ? next.delayMs : Number.NaN;
      expect(Number.isInteger(delayMs)).toBe(true);
      expect(delayMs).toBeGreaterThanOrEqual(stepMs);
      expect(delayMs).toBeGreaterThanOrEqual(Math.min(Math.floor(retryAfterMs), DAY_MS));
      expect(delayMs).toBeLessThanOrEqual(Math.max(DAY_MS, Math.ceil(stepMs * 1.2)));
    }),
  );
  expect(
    nextDelay({ scheduleMs: DEFAULT_RETRY_SCHEDULE_MS, attemptsMade: 1, retryAfterMs: 60_000, random: 0.9 }),
  ).toEqual({ outcome: "retry", delayMs: 60_000 });
});

test("jitter spreads deliveries that failed together over the whole band", () => {
  const at = (r: number) => nextDelay({ scheduleMs: [10_000], attemptsMade: 1, random: r });
  expect([at(0), at(0.5), at(0.999999)]).toEqual(
    [8_000, 10_000, 12_000].map((delayMs) => ({ outcome: "retry", delayMs })),
  );
});
