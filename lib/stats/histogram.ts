/** Each bucket reaches a tenth further than the one before, so its middle is within 5 % of all that is in it. */
const GAMMA = 1.1;
const LOG_GAMMA = Math.log(GAMMA);
const MS_MIN = 1;
const MS_MAX = 60_000;

/** How many buckets there are. */
export const BUCKETS = bucketOf(MS_MAX) + 1;

/** Counts per bucket, from the shortest latency on; trailing zeros may be missing. The form in which PostgreSQL adds them up. */
export type Histogram = readonly number[];

/** @returns the bucket of a latency; what is under 1 ms or over 60 s counts as 1 ms and 60 s. */
export function bucketOf(latencyMs: number): number {
  const clampedMs = Math.min(Math.max(latencyMs, MS_MIN), MS_MAX);
  // 1.1 ** 10 must land in bucket 10, whatever the logarithm's last digit says.
  return Math.ceil(Math.log(clampedMs) / LOG_GAMMA - 1e-9);
}

/** @returns the histogram of some latencies in ms. */
export function histogramOf(latenciesMs: readonly number[]): Histogram {
  const buckets = latenciesMs.map(bucketOf);
  const counts = Array.from({ length: Math.max(-1, ...buckets) + 1 }, () => 0);
  for (const bucket of buckets) counts[bucket] = (counts[bucket] ?? 0) + 1;
  return counts;
}

/** @returns the histogram of both: as exact as if it had been made of all latencies at once. */
export function mergeHistograms(a: Histogram, b: Histogram): Histogram {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, bucket) => (a[bucket] ?? 0) + (b[bucket] ?? 0));
}

/**
 * @param quantile 0–1; the nearest-rank definition: the smallest latency that this share does not exceed.
 * @returns that latency in ms, off by at most 5 %, or null when nothing was counted.
 */
export function percentileMs(histogram: Histogram, quantile: number): number | null {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(quantile * total));
  let counted = 0;
  const bucket = histogram.findIndex((count) => (counted += count) >= rank);
  return middleMs(bucket);
}

function middleMs(bucket: number): number {
  if (bucket === 0) return MS_MIN;
  return Math.min((2 * GAMMA ** bucket) / (GAMMA + 1), MS_MAX);
}
