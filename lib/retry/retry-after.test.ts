import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRetryAfter } from "./retry-after";

const nowMs = Date.parse("1994-11-06T08:48:37.000Z");

test("seconds are read, with blanks around them or a fraction", () => {
  expect(parseRetryAfter("120", nowMs)).toBe(120_000);
  expect(parseRetryAfter(" 0 ", nowMs)).toBe(0);
  expect(parseRetryAfter("1.5", nowMs)).toBe(1_500);
});

test("all three date forms of HTTP are read, and a past date means now", () => {
  for (const date of ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]) {
    expect(parseRetryAfter(date, nowMs)).toBe(60_000);
    expect(parseRetryAfter(date, nowMs + 120_000)).toBe(0);
  }
});

test("an absurd number stays a finite wait", () => {
  expect(parseRetryAfter("9".repeat(400), nowMs)).toBe(Number.MAX_SAFE_INTEGER);
});

test("negative numbers, garbage and half dates count as no header", () => {
  const bad = [
    "",
    " ",
    "-1",
    "+5",
    "1e3",
    "0x10",
    "5s",
    "1,000",
    "NaN",
    "Infinity",
    "soon",
    "1-1",
    "Sun, 99 Nov 1994 08:49:37 GMT",
    "Sun, 06 Foo 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37",
    "1994-11-06T08:49:37Z",
  ];
  for (const value of [...bad, null, undefined]) expect(parseRetryAfter(value, nowMs)).toBeNull();
});

test("whatever a receiver sends becomes null or a finite wait that is not negative", () => {
  const anyValue = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.double().map(String),
    fc.date({ noInvalidDate: false }).map((date) => String(date)),
    fc.bigInt().map(String),
  );
  fc.assert(
    fc.property(anyValue, (value) => {
      const waitMs = parseRetryAfter(value, nowMs);
      if (waitMs === null) return;
      expect(Number.isFinite(waitMs)).toBe(true);
      expect(waitMs).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 1_000 },
  );
});

test("any date that HTTP can write is read back to the second", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      expect(parseRetryAfter(new Date(seconds * 1_000).toUTCString(), 0)).toBe(seconds * 1_000);
    }),
  );
});
