import { QueryClient } from "@tanstack/react-query";
import { ProblemError } from "./fetcher";

const STALE_MS = 30_000;
const RETRIES_MAX = 2;

/** @returns a client for one page on the server, or for the life of the tab in the browser. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: STALE_MS, retry: (count, error) => count < RETRIES_MAX && mayPass(error) },
      mutations: { retry: false },
    },
  });
}

/** A refusal stays one however often it is asked for; a lost connection and a store that is down may pass. */
function mayPass(error: unknown): boolean {
  return error instanceof ProblemError && (error.status === 0 || error.status >= 502);
}
