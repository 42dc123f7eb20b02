import { SECOND_MS } from "@/lib/core/clock";

/** Of the time, at most a fifth is spent on the work, unless that would leave the reader waiting. */
const REST_FACTOR = 4;
const REST_MS_MAX = 10 * SECOND_MS;

export type Ticker = { mark: () => void; stop: () => void };

/**
 * Does some work again after it was marked as due: at most once a second, and slower where it takes its time. Marks that
 * come together, or while the work runs, count once.
 */
export function createTicker(work: () => Promise<unknown>): Ticker {
  let isDue = false;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = async () => {
    isDue = false;
    const startMs = performance.now();
    await work();
    if (isStopped) return;
    timer = setTimeout(goOn, Math.min(REST_MS_MAX, Math.max(SECOND_MS, REST_FACTOR * (performance.now() - startMs))));
  };
  const goOn = () => {
    if (isDue) void run();
    else timer = undefined;
  };
  return {
    mark() {
      isDue = true;
      timer ??= setTimeout(goOn, SECOND_MS);
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
