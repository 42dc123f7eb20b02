"use client";

import { createContext, useContext, useSyncExternalStore } from "react";

const ServerNow = createContext(0);

/** The server's clock when it rendered, so that the first view of the browser says the same. */
export const NowProvider = ServerNow.Provider;

const TICK_MS = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * The time, as a number that changes every `stepMs`: one timer for all that count on a page.
 * @returns ms since the Unix epoch, rounded down to the step.
 */
export function useNow(stepMs: number = TICK_MS): number {
  const serverNow = useContext(ServerNow);
  const floor = (ms: number) => Math.floor(ms / stepMs) * stepMs;
  return useSyncExternalStore(
    subscribe,
    () => floor(Date.now()),
    () => floor(serverNow),
  );
}
