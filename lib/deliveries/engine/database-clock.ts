/** The database's clock, read off without asking it each time: a worker's own may be minutes away from everybody else's. */
export type DatabaseClock = {
  /** The database's time now, in ms since the Unix epoch. */
  nowMs(): number;
  /** Takes in what the database just said. */
  observe(databaseNowMs: number): void;
};

/** @returns a clock that goes on steadily from each reading, and never jumps with the machine's own. */
export function createDatabaseClock(): DatabaseClock {
  let offsetMs = Date.now() - performance.now();
  return {
    nowMs: () => performance.now() + offsetMs,
    observe(databaseNowMs) {
      offsetMs = databaseNowMs - performance.now();
    },
  };
}
