import type { DeliverySummary } from "@/lib/deliveries/schemas";

type Histogram = NonNullable<DeliverySummary["histogram"]>;

export const OUTCOMES = ["delivered", "waiting", "cancelled", "failed"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One bar; `total` 0 where nothing was found. */
export type Bar = { atMs: number; total: number } & Record<Outcome, number>;

/** @returns one bar for each step of the span, the empty ones too. */
export function barsOf({ from, to, stepMs, buckets }: Histogram): Bar[] {
  const startMs = Math.floor(Date.parse(from) / stepMs) * stepMs;
  const count = Math.max(1, Math.ceil((Date.parse(to) - startMs) / stepMs));
  const known = new Map(buckets.map((bucket) => [Date.parse(bucket.at), bucket]));
  return Array.from({ length: count }, (_, at) => {
    const atMs = startMs + at * stepMs;
    const { delivered = 0, waiting = 0, cancelled = 0, failed = 0 } = known.get(atMs) ?? {};
    return { atMs, delivered, waiting, cancelled, failed, total: delivered + waiting + cancelled + failed };
  });
}

/** @returns the height of a count in a strip of `px`: at least 2 where there is any, so that one failure is seen. */
export function heightOf(count: number, most: number, px: number): number {
  return count === 0 ? 0 : Math.max(2, Math.round((count / Math.max(1, most)) * px));
}

/** @returns the first and the last bar of a window, in order, both within the strip. */
export function windowOf(one: number, other: number, count: number): [number, number] {
  const clamp = (at: number) => Math.max(0, Math.min(count - 1, at));
  return one <= other ? [clamp(one), clamp(other)] : [clamp(other), clamp(one)];
}
