import { describe, expect, it } from "vitest";
import { formatClock, formatCountdown, formatDuration, formatInstant, formatRelative, formatZone } from "./format-time";

const AT = "2026-11-23T13:02:31.500Z";

describe("times", () => {
  it("are shown in the zone that is asked for", () => {
    expect(formatInstant(AT, "UTC")).toBe("23 Nov 2026, 13:02:31");
    expect(formatInstant(AT, "Asia/Kolkata")).toBe("23 Nov 2026, 18:32:31");
    expect(formatClock(AT, "America/New_York", true).toLowerCase()).toBe("08:02:31 am");
    expect(formatClock("2026-11-23T00:02:31Z", "UTC", true).toLowerCase()).toBe("12:02:31 am");
    expect(formatClock("2026-11-23T00:02:31Z", "UTC")).toBe("00:02:31");
    expect(formatZone("UTC", Date.parse(AT))).toBe("UTC");
  });

  it.each([
    [-400, "now"],
    [-12_000, "12 s ago"],
    [-150_000, "2 min ago"],
    [3 * 3_600_000, "in 3 h"],
    [-40 * 86_400_000, "40 d ago"],
    [-800 * 86_400_000, "2 y ago"],
  ])("a distance of %d ms is %s", (distance, text) => {
    expect(formatRelative(Date.parse(AT) + distance, Date.parse(AT))).toBe(text);
  });

  it.each([
    [-5, "0 s"],
    [59_001, "1 min 00 s"],
    [252_000, "4 min 12 s"],
    [3_780_000, "1 h 03 min"],
    [50 * 3_600_000, "2 d 2 h"],
  ])("%d ms count down as %s", (left, text) => {
    expect(formatCountdown(left)).toBe(text);
  });

  it.each([
    [0.42, "0.4 ms"],
    [9.96, "10 ms"],
    [412.4, "412 ms"],
    [1_812, "1.8 s"],
    [15_000, "15 s"],
    [125_000, "2 min 05 s"],
    [1_800_000, "30 min"],
    [97_200_000, "27 h"],
    [5_400_000, "1 h 30 min"],
  ])("%d ms last %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
