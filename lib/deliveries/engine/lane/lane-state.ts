/** What all workers share about one webhook, as its row in `lanes` says. Times are the database's, in ms. */
export type LaneState = {
  /** Negative while the receiver asked to be left alone. */
  tokens: number;
  refilledAtMs: number;
  breaker: "closed" | "open" | "half_open";
  consecutiveFailures: number;
  /** How often the breaker opened since it was last closed. */
  openings: number;
  /** When the open breaker lets a probe through, or a probe that was never heard of again is given up. */
  probeAtMs: number | null;
  /** Requests per second while a revived endpoint is ramped up. */
  rampRate: number | null;
  rampStepAtMs: number | null;
};

/** What one worker learned about a webhook's endpoint since its last claim for it. */
export type LaneReport = {
  successes: number;
  failures: number;
  /** Failures since the last success. */
  failuresAtEnd: number;
  /** Whether half or more of the latest attempts failed. */
  mostlyFailing: boolean;
  /** How the probe of a half-open breaker ended. */
  probe: "ok" | "failed" | null;
  /** How long the receiver asked to be left alone. */
  restMs: number;
};

export const EMPTY_REPORT: LaneReport = {
  successes: 0,
  failures: 0,
  failuresAtEnd: 0,
  mostlyFailing: false,
  probe: null,
  restMs: 0,
};
