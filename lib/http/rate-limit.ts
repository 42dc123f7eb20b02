import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "@/lib/core/errors";
import type { Runtime } from "@/lib/runtime";

export type RateLimit = {
  /** @throws AppError `rate_limited` with the time to wait. */
  spend(caller: string): Promise<void>;
};

/** @returns a limit per caller and second, counted in this process. */
export function createRateLimit(requestsPerSecond: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: requestsPerSecond, duration: 1 });
  return {
    async spend(caller) {
      try {
        await limiter.consume(caller);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000));
        throw new AppError(
          "rate_limited",
          `More than ${requestsPerSecond} requests in a second. Wait ${retryAfterSeconds} s.`,
          { retryAfterSeconds },
        );
      }
    },
  };
}

// On globalThis: Next bundles route handlers apart from those that the web process calls itself, and both share a limit.
const KEY = Symbol.for("posthorn.rate-limits");
const holder = globalThis as { [KEY]?: WeakMap<Runtime, RateLimit> };

/** @returns the one limit of a process. */
export function rateLimitOf(runtime: Runtime): RateLimit {
  const limits = (holder[KEY] ??= new WeakMap());
  const known = limits.get(runtime) ?? createRateLimit(runtime.env.API_RATE_LIMIT);
  limits.set(runtime, known);
  return known;
}
