import { percentileMs } from "./histogram";
import type { SeriesRow, StatSums } from "./read-rows";
import type { SeriesPoint } from "./schemas";

const rate = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
const rounded = (ms: number | null): number | null => (ms === null ? null : Math.round(ms * 100) / 100);

function countsOf(sums: Omit<StatSums, "codes" | "causes">) {
  const { created, delivered, retried, failed, cancelled, retrying, attempts } = sums;
  const pending = created - delivered - failed - cancelled - retrying;
  const successRate = rate(delivered, delivered + failed);
  return { total: created, delivered, retried, failed, cancelled, pending, retrying, successRate, attempts };
}

/** @returns counters as the API shows them: with rates and percentiles. */
export function figuresOf(sums: StatSums) {
  const latencyMs = {
    avg: rounded(rate(sums.latency_sum_ms, sums.attempts)),
    p50: rounded(percentileMs(sums.latency, 0.5)),
    p95: rounded(percentileMs(sums.latency, 0.95)),
    p99: rounded(percentileMs(sums.latency, 0.99)),
  };
  const firstAttemptSuccessRate = rate(sums.first_attempts_ok, sums.first_attempts);
  return { ...countsOf(sums), firstAttemptSuccessRate, latencyMs, responseCodes: sums.codes, causes: sums.causes };
}

/** @returns one point of a chart. */
export function pointOf(row: SeriesRow): SeriesPoint {
  const [p50Ms = null, p95Ms = null, p99Ms = null] = [0.5, 0.95, 0.99].map((q) =>
    rounded(percentileMs(row.latency, q)),
  );
  return { at: row.at, ...countsOf(row), p50Ms, p95Ms, p99Ms };
}
