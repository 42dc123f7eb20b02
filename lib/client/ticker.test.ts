import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTicker } from "./ticker";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("a thousand marks in three seconds are worked off at most once a second, the last one too", async () => {
  const work = vi.fn<() => Promise<void>>(async () => {});
  const ticker = createTicker(work);
  for (let index = 0; index < 1_000; index += 1) {
    ticker.mark();
    await vi.advanceTimersByTimeAsync(3);
  }
  await vi.advanceTimersByTimeAsync(5_000);
  expect(work.mock.calls.length).toBeGreaterThanOrEqual(3);
  expect(work.mock.calls.length).toBeLessThanOrEqual(4);
});

test("work that takes long is done less often", async () => {
  const work = vi.fn<() => Promise<unknown>>(() => sleep(500));
  const ticker = createTicker(work);
  for (let index = 0; index < 100; index += 1) {
    ticker.mark();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(work.mock.calls.length).toBeGreaterThanOrEqual(3);
  expect(work.mock.calls.length).toBeLessThanOrEqual(4);
});

test("nothing is done after the end, nor without a mark", async () => {
  const work = vi.fn<() => Promise<void>>(async () => {});
  const ticker = createTicker(work);
  await vi.advanceTimersByTimeAsync(10_000);
  ticker.mark();
  ticker.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(work).not.toHaveBeenCalled();
});
