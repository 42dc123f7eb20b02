import fc from "fast-check";
import { expect, test } from "vitest";
import { nextDelay } from "./next-delay";
import { RETRY_AFTER_MS_MAX } from "./policy";
import { parseRetryAfter } from "./retry-after";

const nowMs = 1_700_000_000_000;
const digits = fc.stringMatching(/^\d{1,400}$/);
const header = fc.oneof(
  fc.string({ unit: "binary" }),
  digits,
  digits.map((text) => `-${text}`),
  fc.tuple(digits, digits).map(([whole, part]) => `${whole}.${part}`),
  fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom(
    "Infinity",
    "NaN",
    "1e9",
    "0x10",
    "٣",
    "１",
    "120, 240",
    "120;",
    "\t5\n",
    "Fri, 31 Dec 9999 23:59:59 GMT",
  ),
);

test("whatever a receiver asks for, the wait is at least the schedule's step and at most 24 h or the step", () => {
  const stepMs = fc.integer({ min: 1_000, max: 604_800_000 });
  const random = fc.double({ min: 0, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(header, stepMs, random, (value, step, chance) => {
      const input = { scheduleMs: [step], attemptsMade: 1, random: chance };
      const own = nextDelay(input);
      const asked = nextDelay({ ...input, retryAfterMs: parseRetryAfter(value, nowMs) });
      if (own.outcome !== "retry" || asked.outcome !== "retry") throw new Error("There is a step left.");
      expect(Number.isSafeInteger(asked.delayMs)).toBe(true);
      expect(asked.delayMs).toBeGreaterThanOrEqual(own.delayMs);
      expect(asked.delayMs).toBeLessThanOrEqual(Math.max(own.delayMs, step, RETRY_AFTER_MS_MAX));
      if (parseRetryAfter(value, nowMs) !== null) expect(asked.delayMs).toBeGreaterThanOrEqual(step);
    }),
    { numRuns: 5_000 },
  );
});

test("no header makes an attempt that the schedule does not have", () => {
  fc.assert(
    fc.property(header, (value) => {
      const retryAfterMs = parseRetryAfter(value, nowMs);
      expect(nextDelay({ scheduleMs: [1_000], attemptsMade: 2, retryAfterMs, random: 0 })).toEqual({
        outcome: "exhausted",
      });
    }),
  );
});
