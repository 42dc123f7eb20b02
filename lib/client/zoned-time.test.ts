import { expect, test } from "vitest";
import { dayIn, endOfDayIn, startOfDayIn } from "./zoned-time";

const iso = (ms: number) => new Date(ms).toISOString();

test("a day begins at midnight of its zone", () => {
  const day = { year: 2026, month: 11, day: 23 };
  expect(iso(startOfDayIn("UTC", day))).toBe("2026-11-23T00:00:00.000Z");
  expect(iso(startOfDayIn("Europe/Zurich", day))).toBe("2026-11-22T23:00:00.000Z");
  expect(iso(startOfDayIn("Asia/Kathmandu", day))).toBe("2026-11-22T18:15:00.000Z");
  expect(iso(endOfDayIn("America/New_York", day))).toBe("2026-11-24T05:00:00.000Z");
});

test("the day on which clocks change is an hour shorter or longer", () => {
  const hours = (month: number, day: number) => {
    const date = { year: 2026, month, day };
    return (endOfDayIn("Europe/Zurich", date) - startOfDayIn("Europe/Zurich", date)) / 3_600_000;
  };
  expect([hours(3, 29), hours(10, 25), hours(11, 23)]).toEqual([23, 25, 24]);
});

test("it is another day elsewhere", () => {
  const atMs = Date.parse("2026-11-23T23:30:00.000Z");
  expect(dayIn("UTC", atMs)).toEqual({ year: 2026, month: 11, day: 23 });
  expect(dayIn("Asia/Tokyo", atMs)).toEqual({ year: 2026, month: 11, day: 24 });
});
