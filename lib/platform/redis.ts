import type { RedisOptions } from "ioredis";
import { SECOND_MS } from "@/lib/core/clock";

/** How long one command may take on a connection that fails fast. */
export const COMMAND_LIMIT_MS = 5 * SECOND_MS;

/** @returns the pause before the given try to reconnect: soon at first, once a second later, and for ever. */
export const reconnectDelayMs = (attempt: number): number => Math.min(attempt * 100, SECOND_MS);

/** Options of a Redis connection that answers or fails, and keeps no command for later. It reconnects by itself. */
export const FAIL_FAST_REDIS_OPTIONS: RedisOptions = {
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  commandTimeout: COMMAND_LIMIT_MS,
  connectTimeout: 2 * SECOND_MS,
  retryStrategy: reconnectDelayMs,
};
