/** The counters of a webhook's row, as they are called in code. Writing, reading and folding all go by this list. */
export const COUNTERS = [
  "created",
  "delivered",
  "retried",
  "failed",
  "cancelled",
  "retrying",
  "firstAttempts",
  "firstAttemptsOk",
  "attempts",
  "attemptsOk",
] as const;

/** Their columns, in the same order. */
export const COUNTER_COLUMNS: readonly string[] = COUNTERS.map((counter) =>
  counter.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
);

/** SQL of all that a row of counters holds: these, and what is known of the attempts. */
export const COUNTED_COLUMNS = [...COUNTER_COLUMNS, "latency_sum_ms", "latency", "codes", "causes"].join(", ");
