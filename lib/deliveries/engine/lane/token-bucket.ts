import { SECOND_MS } from "@/lib/core/clock";

export type TokenBucket = { tokens: number; refilledAtMs: number };

/** How far ahead of its rate a bucket may run: in any span of time at most `rate × (span + 0.2 s)`, and at least one request, go out. */
export function bucketCapacity(ratePerSecond: number): number {
  return Math.max(1, ratePerSecond / 5);
}

/** @returns the bucket with what has dripped in since; a clock that went back adds nothing. */
export function refill(bucket: TokenBucket, ratePerSecond: number, nowMs: number): TokenBucket {
  const elapsedMs = Math.max(0, nowMs - bucket.refilledAtMs);
  const tokens = Math.min(bucketCapacity(ratePerSecond), bucket.tokens + (elapsedMs * ratePerSecond) / SECOND_MS);
  return { tokens, refilledAtMs: Math.max(nowMs, bucket.refilledAtMs) };
}

/** @returns when a claim is worth while again: enough tokens for a tenth of a second, and never less than one. */
export function nextTokensAtMs(bucket: TokenBucket, ratePerSecond: number): number {
  const wanted = Math.max(1, ratePerSecond / 10);
  return bucket.refilledAtMs + Math.ceil((Math.max(0, wanted - bucket.tokens) * SECOND_MS) / ratePerSecond);
}
