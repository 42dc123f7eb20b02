import { expect, test } from "vitest";
import { formatAxisCount, formatBucket, formatSpan, formatTick, perInterval } from "./chart-format";

const atMs = Date.parse("2026-11-23T13:00:00.000Z");
const clock = { zone: "Europe/Zurich", hour12: false };
const HOUR_MS = 3_600_000;

test("ticks are clocks in the reader's zone, with the date once a span is longer than a day", () => {
  expect(formatTick(atMs, "hour", 24 * HOUR_MS, clock)).toBe("14:00");
  expect(formatTick(atMs, "hour", 7 * 24 * HOUR_MS, clock)).toBe("23 Nov, 14:00");
  expect(formatTick(atMs, "minute", HOUR_MS, { zone: "UTC", hour12: true })).toBe("01:00 pm");
});

test("days are dates in UTC, which is how they are cut", () => {
  const midnightMs = Date.parse("2026-11-23T00:00:00.000Z");
  expect(formatTick(midnightMs, "day", 30 * 24 * HOUR_MS, { zone: "America/New_York", hour12: false })).toBe("23 Nov");
  expect(formatBucket(midnightMs, midnightMs + 24 * HOUR_MS, "day", clock)).toBe("23 Nov (UTC)");
  expect(perInterval("day")).toBe("per day (UTC)");
});

test("a bucket says from when to when", () => {
  expect(formatBucket(atMs, atMs + HOUR_MS, "hour", clock)).toBe("23 Nov, 14:00–15:00");
});

test("a span that goes over midnight says both days", () => {
  expect(formatSpan(atMs, atMs + HOUR_MS, clock)).toBe("23 Nov, 14:00–15:00");
  expect(formatSpan(atMs, atMs + 24 * HOUR_MS, clock)).toBe("23 Nov, 14:00 – 24 Nov, 14:00");
});

test("an axis counts in short", () => {
  expect([0, 950, 1_200, 1_000_000].map(formatAxisCount)).toEqual(["0", "950", "1.2K", "1M"]);
});
