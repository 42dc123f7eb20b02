import type { AttemptCause, AttemptResult } from "@/lib/egress";
import type { ClaimedDelivery } from "./claimed-delivery";

/** One request that was made, and all there is to record of it. */
export type Attempt = {
  id: string;
  delivery: ClaimedDelivery;
  number: number;
  /** By the database's clock. */
  startedAtMs: number;
  queueWaitMs: number;
  recordedHeaders: string;
  result: AttemptResult;
  ok: boolean;
  cause: AttemptCause | null;
  /** What the receiver asked for with Retry-After. */
  retryAfterMs: number | null;
};
