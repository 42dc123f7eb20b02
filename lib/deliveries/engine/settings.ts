import { SECOND_MS } from "@/lib/core/clock";

/** How long a claim holds: longer than the longest time limit of a request, so that who holds one may finish it. */
export const LEASE_MS = 60 * SECOND_MS;

/** A request is not begun when its lease could run out before the time limit and the recording have passed. */
export const LEASE_MARGIN_MS = 5 * SECOND_MS;

/** Lanes that one claim looks at. */
export const LANES_PER_CLAIM = 50;

/** Attempts that one transaction records. */
export const ATTEMPTS_PER_RECORD = 400;

/** Claimed payloads held at once; beyond this a worker claims no more until some are done. */
export const CLAIMED_BYTES_MAX = 64 * 1024 * 1024;

/** Claims that ended with their worker after which a delivery is sent alone, and after which it is given up. */
export const CRASHES_SUSPECT = 2;
export const CRASHES_MAX = 3;

export const SWEEP_EVERY_MS = 2 * SECOND_MS;
export const HEARTBEAT_EVERY_MS = 5 * SECOND_MS;

/** Silence after which a worker counts as dead, and its claims are open to all again. */
export const DEAD_AFTER_MS = 20 * SECOND_MS;

/** How long due deliveries may wait for a claim although this worker has room. */
export const WATCHDOG_MS = 30 * SECOND_MS;

/** How long a stopping worker waits for the requests in flight. */
export const STOP_LIMIT_MS = 35 * SECOND_MS;

/**
 * Settings of the engine's database connections. It finds every row by its key; without statistics the planner would now
 * and then read a whole table instead.
 */
export const SESSION_OPTIONS = [
  "plan_cache_mode=force_generic_plan",
  "enable_seqscan=off",
  "enable_hashjoin=off",
  "enable_mergejoin=off",
  "jit=off",
]
  .map((setting) => `-c ${setting}`)
  .join(" ");
