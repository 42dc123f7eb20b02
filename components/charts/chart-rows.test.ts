import { describe, expect, it } from "vitest";
import { chartRowsOf, markedBuckets, niceCeiling, pickOf, standsAlone } from "./chart-rows";

const point = (at: string, more = {}) => ({
  at,
  total: 10,
  delivered: 7,
  retried: 2,
  failed: 1,
  successRate: 0.875,
  p50Ms: 20,
  p95Ms: 80,
  p99Ms: 120,
  ...more,
});
const hours = (series: ReturnType<typeof point>[]) =>
  chartRowsOf({ from: "2026-11-23T10:20:00.000Z", to: "2026-11-23T13:05:00.000Z", interval: "hour", series });

describe("the rows of a chart", () => {
  it("have one for each bucket, and null where nothing happened", () => {
    const rows = hours([point("2026-11-23T11:00:00.000Z")]);
    expect(rows.map(({ atMs }) => new Date(atMs).getUTCHours())).toEqual([10, 11, 12, 13]);
    expect(rows.map(({ total }) => total)).toEqual([null, 10, null, null]);
    expect(rows[0]).toMatchObject({ firstTry: null, failed: null, successPercent: null, p95Ms: null });
  });

  it("have parts that add up to all deliveries", () => {
    const [, row] = hours([point("2026-11-23T11:00:00.000Z")]);
    expect(row).toMatchObject({ firstTry: 5, retried: 2, failed: 1, open: 2, successPercent: 87.5 });
  });

  it("show latencies of attempts where no delivery was created", () => {
    const late = point("2026-11-23T11:00:00.000Z", {
      total: 0,
      delivered: 0,
      retried: 0,
      failed: 0,
      successRate: null,
    });
    expect(hours([late])[1]).toMatchObject({ total: null, failed: null, successPercent: null, p95Ms: 80 });
  });

  it("mark the last bucket while it still counts", () => {
    expect(hours([]).map(({ isOpen }) => isOpen)).toEqual([false, false, false, true]);
  });

  it("give the window of a bar to the list of deliveries", () => {
    const [row] = hours([]);
    if (row === undefined) throw new Error("There are rows.");
    const window = { from: "2026-11-23T10:00:00.000Z", to: "2026-11-23T11:00:00.000Z" };
    expect(pickOf(row)).toEqual(window);
    expect(pickOf(row, "failed")).toEqual({ ...window, status: "failed" });
  });

  it("mark a bucket once, however much happened in it", () => {
    const at = (text: string) => ({ atMs: Date.parse(text) });
    const marked = [at("2026-11-23T11:10:00.000Z"), at("2026-11-23T11:50:00.000Z"), at("2026-11-20T00:00:00.000Z")];
    expect(markedBuckets(hours([]), marked)).toEqual([Date.parse("2026-11-23T11:00:00.000Z")]);
  });

  it("tell a point between two gaps, which needs a dot", () => {
    const rows = hours([point("2026-11-23T11:00:00.000Z")]);
    expect(rows.map((_, index) => standsAlone(rows, index, "p50Ms"))).toEqual([false, true, false, false]);
  });
});

it("a latency axis ends at a round number", () => {
  expect([0, 3, 37, 180, 950, 1_200, 4_900].map(niceCeiling)).toEqual([1, 5, 50, 200, 1_000, 2_000, 5_000]);
});
