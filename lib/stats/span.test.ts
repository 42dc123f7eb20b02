import { describe, expect, it } from "vitest";
import { resolveInterval, resolveSpan, spanBefore, sparkBucketMs } from "./span";

const at = (text: string) => new Date(text);
const nowMs = at("2026-11-23T12:34:56.789Z").getTime();

describe("the span of statistics", () => {
  it("is the last 24 hours unless told, from a full hour on", () => {
    expect(resolveSpan({}, nowMs)).toEqual({ from: at("2026-11-22T12:00:00.000Z"), to: new Date(nowMs) });
  });

  it("begins with a full minute up to six hours", () => {
    const fromOf = (from: string) => resolveSpan({ from: at(from) }, nowMs).from;
    expect(fromOf("2026-11-23T06:34:56.789Z")).toEqual(at("2026-11-23T06:34:00.000Z"));
    expect(fromOf("2026-11-23T06:34:56.788Z")).toEqual(at("2026-11-23T06:00:00.000Z"));
  });

  it("is moved outwards to full hours, and days, as far back as only those are kept", () => {
    const spanOf = (from: string, to?: string) =>
      resolveSpan({ from: at(from), to: to === undefined ? undefined : at(to) }, nowMs);
    expect(spanOf("2026-11-16T12:34:56.789Z")).toEqual({ from: at("2026-11-16T12:00:00.000Z"), to: new Date(nowMs) });
    expect(spanOf("2026-11-01T10:10:00.000Z", "2026-11-01T10:20:00.000Z")).toEqual({
      from: at("2026-11-01T10:00:00.000Z"),
      to: at("2026-11-01T11:00:00.000Z"),
    });
    expect(spanOf("2026-08-01T10:10:00.000Z", "2026-08-02T00:00:00.000Z")).toEqual({
      from: at("2026-08-01T00:00:00.000Z"),
      to: at("2026-08-02T00:00:00.000Z"),
    });
    const hour = { from: at("2026-11-23T11:00:00.000Z"), to: at("2026-11-23T12:00:00.000Z") };
    expect(spanBefore(hour, nowMs)).toEqual({ from: at("2026-11-23T10:00:00.000Z"), to: hour.from });
  });

  it("makes a small picture of at most 31 buckets, whatever its length", () => {
    for (const hours of [0.25, 1, 6, 24, 7 * 24, 30 * 24, 365 * 24]) {
      const span = { from: new Date(nowMs - hours * 3_600_000), to: new Date(nowMs) };
      const buckets = (hours * 3_600_000) / sparkBucketMs(span);
      expect(buckets).toBeGreaterThan(11);
      expect(buckets).toBeLessThanOrEqual(30);
    }
  });

  it("must begin before it ends", () => {
    const to = at("2026-11-20T00:00:00.000Z");
    expect(() => resolveSpan({ from: to, to }, nowMs)).toThrow("from: must be before `to`");
  });

  it("is cut into minutes, hours or days by its length", () => {
    const to = new Date(nowMs);
    const hoursAgo = (hours: number) => ({ from: new Date(nowMs - hours * 3_600_000), to });
    expect([hoursAgo(1), hoursAgo(24), hoursAgo(24 * 30)].map((span) => resolveInterval(span, "auto"))).toEqual([
      "minute",
      "hour",
      "day",
    ]);
  });

  it("refuses a series of more than 1,500 points, and says so", () => {
    const span = { from: new Date(nowMs - 30 * 86_400_000), to: new Date(nowMs) };
    expect(() => resolveInterval(span, "minute")).toThrow("interval: gives 43200 points, more than 1500");
    expect(resolveInterval(span, "hour")).toBe("hour");
  });
});
