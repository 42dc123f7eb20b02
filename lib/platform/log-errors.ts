import type { Logger } from "./logger";

const QUIET_MS = 10_000;

/**
 * @returns a listener for "error" events that logs and never throws. A server that is down repeats itself many
 * times a second, so one message is logged at most every 10 s.
 */
export function logErrors(logger: Logger, part: string): (error: Error) => void {
  const loggedAtMs = new Map<string, number>();
  return (error) => {
    const nowMs = Date.now();
    if (nowMs - (loggedAtMs.get(error.message) ?? 0) < QUIET_MS) return;
    if (loggedAtMs.size > 100) loggedAtMs.clear();
    loggedAtMs.set(error.message, nowMs);
    logger.warn({ err: error, part }, `${part}: ${error.message || error.name}`);
  };
}

/** @returns what was thrown, as an Error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
