import { createHash } from "node:crypto";
import type { Pool } from "pg";
import { RateLimiterPostgres } from "rate-limiter-flexible";
import { type Clock, MINUTE_MS, systemClock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { type Window, windowWaitMs } from "./sliding-window";

/** What is counted: guesses from one network address, guesses at one account, new accounts from one address, probes of one workspace. */
const WINDOWS = {
  "sign-in-address": { points: 50, windowMs: 5 * MINUTE_MS },
  "sign-in-account": { points: 10, windowMs: 15 * MINUTE_MS },
  "sign-up-address": { points: 20, windowMs: 60 * MINUTE_MS },
  // Enough to mend an address by trial, too few to map anybody's hosts and ports.
  "url-check-workspace": { points: 10, windowMs: MINUTE_MS },
} satisfies Record<string, Window>;

export type ThrottleName = keyof typeof WINDOWS;

export type Throttle = {
  /**
   * Counts one try of `subject`. A try that is refused is not counted, so waiting always helps and nobody is locked out for good.
   * @throws AppError `rate_limited` with the seconds to wait; `unavailable` when the count cannot be kept: no store, no guessing.
   */
  take(name: ThrottleName, subject: string): Promise<void>;
  /** Takes one try back, because it was a rightful one. */
  giveBack(name: ThrottleName, subject: string): Promise<void>;
  /** Forgets all tries of `subject`, after it has proved itself. */
  forgive(name: ThrottleName, subject: string): Promise<void>;
};

/** Sliding windows kept in PostgreSQL, so that all web processes count together. */
export function createThrottle(pool: Pool, clock: Clock = systemClock): Throttle {
  const limiter = (name: ThrottleName) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: "pool",
      tableName: "rate_limits",
      tableCreated: true,
      keyPrefix: name,
      // The sliding window is judged below; the store only counts, for as long as the next window needs the count.
      points: Number.MAX_SAFE_INTEGER,
      duration: (2 * WINDOWS[name].windowMs) / 1_000,
    });
  const limiters: Record<ThrottleName, RateLimiterPostgres> = {
    "sign-in-address": limiter("sign-in-address"),
    "sign-in-account": limiter("sign-in-account"),
    "sign-up-address": limiter("sign-up-address"),
    "url-check-workspace": limiter("url-check-workspace"),
  };
  const keysOf = (name: ThrottleName, subject: string) => {
    const windowIndex = Math.floor(clock() / WINDOWS[name].windowMs);
    // Addresses of people are not kept in the clear for a count.
    const digest = createHash("sha256").update(subject).digest("base64url");
    return { running: `${digest}:${windowIndex}`, previous: `${digest}:${windowIndex - 1}` };
  };

  return {
    async take(name, subject) {
      const waitMs = await failClosed(async () => {
        const keys = keysOf(name, subject);
        const [running, previous] = await Promise.all([
          limiters[name].consume(keys.running),
          limiters[name].get(keys.previous),
        ]);
        const count = { current: running.consumedPoints, previous: previous?.consumedPoints ?? 0 };
        const wait = windowWaitMs(WINDOWS[name], count, clock() % WINDOWS[name].windowMs);
        if (wait > 0) await limiters[name].reward(keys.running);
        return wait;
      });
      if (waitMs === 0) return;
      const retryAfterSeconds = Math.ceil(waitMs / 1_000);
      throw new AppError("rate_limited", `Too many tries. Wait ${retryAfterSeconds} seconds, then try again.`, {
        retryAfterSeconds,
      });
    },
    async giveBack(name, subject) {
      await failClosed(() => limiters[name].reward(keysOf(name, subject).running));
    },
    async forgive(name, subject) {
      await failClosed(async () => {
        const keys = keysOf(name, subject);
        await Promise.all([limiters[name].delete(keys.running), limiters[name].delete(keys.previous)]);
      });
    },
  };
}

async function failClosed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new AppError(
      "unavailable",
      "This is not possible just now, because tries cannot be counted. Try again in a few seconds.",
      {
        retryAfterSeconds: 5,
        cause,
      },
    );
  }
}
