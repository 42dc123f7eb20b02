import { SECOND_MS } from "@/lib/core/clock";

const QUICK_MS = 2 * SECOND_MS;
const SLOW_MS = 5 * SECOND_MS;
const OCCUPYING_MS = SECOND_MS;
const SLOW_SHARE = 0.8;
const START_SHARE = 0.1;
const MAX_SHARE = 0.64;

/** Requests that an endpoint nobody knows yet may have in flight: a tenth of the worker's. */
export function windowStart(concurrency: number): number {
  return Math.max(1, Math.floor(concurrency * START_SHARE));
}

/**
 * The window after one answer: quick successes widen it by one, up to 64 % of the worker, so that it doubles with each
 * round trip; a slow or missing answer halves it.
 */
export function nextWindow(
  window: number,
  { ok, latencyMs, inFlight, concurrency }: { ok: boolean; latencyMs: number; inFlight: number; concurrency: number },
): number {
  if (latencyMs >= SLOW_MS) return Math.max(1, window / 2);
  const isUsed = inFlight >= window / 2;
  if (!ok || latencyMs > QUICK_MS || !isUsed) return window;
  return Math.min(window + 1, Math.max(1, concurrency * MAX_SHARE));
}

/**
 * How many requests a lane may have in flight now. Besides its window there is a share of what is free: lanes that hang
 * together thin each other out, and the last slot goes to one that has none.
 */
export function inFlightLimit(window: number, freeSlots: number): number {
  return Math.max(1, Math.min(Math.floor(window), 2 * (freeSlots - 1)));
}

/** Whether an endpoint that takes this long keeps slots from many that answer at once. */
export function isOccupying(latencyMs: number): boolean {
  return latencyMs > OCCUPYING_MS;
}

/**
 * How much of a worker all endpoints together may take that are slow, or that nobody has heard from yet: however many
 * hang, those that answer at once have the rest.
 */
export function shareOfSlow(whole: number): number {
  return Math.max(1, Math.floor(whole * SLOW_SHARE));
}

/** @returns how many of `room` each lane gets: nobody more than wanted, and the rest split evenly. */
export function shareRoom(wants: readonly number[], room: number): number[] {
  const shares = wants.map(() => 0);
  const order = wants.map((want, index) => ({ want, index })).sort((a, b) => a.want - b.want);
  let left = room;
  order.forEach(({ want, index }, position) => {
    const share = Math.min(want, Math.floor(left / (order.length - position)));
    shares[index] = share;
    left -= share;
  });
  return shares;
}
