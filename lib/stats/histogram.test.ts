import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketOf, histogramOf, mergeHistograms, percentileMs } from "./histogram";

const latencyMs = fc.double({ min: 1, max: 60_000, noNaN: true });
const latencies = fc.array(latencyMs, { minLength: 1, maxLength: 300 });
const quantile = fc.double({ min: 0, max: 1, noNaN: true });

function exactPercentileMs(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1] ?? Number.NaN;
}

describe("latency percentiles", () => {
  it("are within 5 % of the exact ones", () => {
    fc.assert(
      fc.property(latencies, quantile, (values, q) => {
        const exactMs = exactPercentileMs(values, q);
        const estimatedMs = percentileMs(histogramOf(values), q) ?? Number.NaN;
        expect(Math.abs(estimatedMs - exactMs) / exactMs).toBeLessThanOrEqual(0.05);
      }),
    );
  });

  it("are the same whether histograms were merged or made at once", () => {
    fc.assert(
      fc.property(latencies, latencies, (some, others) => {
        expect(mergeHistograms(histogramOf(some), histogramOf(others))).toEqual(histogramOf([...some, ...others]));
      }),
    );
  });

  it("are null when nothing was measured", () => {
    expect(percentileMs([], 0.5)).toBeNull();
    expect(percentileMs([0, 0], 0.99)).toBeNull();
  });

  it("take what is too short or too long for the shortest and the longest", () => {
    expect(percentileMs(histogramOf([0, 0.2]), 0.5)).toBe(1);
    expect(bucketOf(600_000)).toBe(bucketOf(60_000));
  });

  it("keep to at most 117 buckets", () => {
    expect(histogramOf([60_000]).length).toBe(117);
  });
});
