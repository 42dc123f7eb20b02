import { HOUR_MS, MINUTE_MS } from "@/lib/core/clock";

const RANGE_MS = {
  "15m": 15 * MINUTE_MS,
  "1h": HOUR_MS,
  "24h": 24 * HOUR_MS,
  "7d": 7 * 24 * HOUR_MS,
  "30d": 30 * 24 * HOUR_MS,
} as const;

export type Range = keyof typeof RANGE_MS;
export const RANGES = Object.keys(RANGE_MS) as Range[];
export const DEFAULT_RANGE: Range = "24h";

export const RANGE_WORDS: Record<Range, string> = {
  "15m": "Last 15 minutes",
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
};

/**
 * @returns the span that a page's address means, as ISO times. Fixed ends go before the relative range. A relative one
 * ends open, so that what happens from now on belongs to it.
 */
export function spanOf(
  { range, from, to }: { range?: Range | null; from?: Date | null; to?: Date | null },
  nowMs: number,
): { from: string; to?: string } {
  if (from != null || to != null) {
    const end = to?.toISOString();
    return { from: (from ?? new Date(0)).toISOString(), ...(end !== undefined && { to: end }) };
  }
  return { from: new Date(nowMs - RANGE_MS[range ?? DEFAULT_RANGE]).toISOString() };
}
