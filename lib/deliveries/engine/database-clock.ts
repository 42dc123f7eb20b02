import { SECOND_MS } from "@/lib/core/clock";

/** The database's clock, read off without asking it each time: a worker's own may be minutes away from everybody else's. */
export type DatabaseClock = {
  /** The database's time now, in ms since the Unix epoch. */
  nowMs(): number;
  /** Takes in what the database just said. */
  observe(databaseNowMs: number): void;
};

const REMEMBERED_MS = 30 * SECOND_MS;

/**
 * @param steadyMs a clock that never jumps.
 * @returns a clock that goes on from the readings of the last minute at most. An answer that was late on its way makes
 * the database seem slow, never fast, so the latest reading counts.
 */
export function createDatabaseClock(steadyMs: () => number = () => performance.now()): DatabaseClock {
  let sinceMs = steadyMs();
  let offsetMs = Date.now() - sinceMs;
  let previousMs = Number.NEGATIVE_INFINITY;
  let isGuess = true;
  return {
    nowMs: () => steadyMs() + Math.max(offsetMs, previousMs),
    observe(databaseNowMs) {
      const nowMs = steadyMs();
      const readMs = databaseNowMs - nowMs;
      if (isGuess || nowMs - sinceMs > REMEMBERED_MS) {
        previousMs = isGuess ? Number.NEGATIVE_INFINITY : offsetMs;
        offsetMs = readMs;
        sinceMs = nowMs;
        isGuess = false;
      } else offsetMs = Math.max(offsetMs, readMs);
    },
  };
}
