/** How often something may happen: at most `points` times in any `windowMs`. */
export type Window = { points: number; windowMs: number };

/**
 * The sliding window over two fixed ones: what was counted in the previous window weighs as much as of it
 * still lies in the last `windowMs`.
 * @param count.current times in the running fixed window, this one included.
 * @param count.previous times in the one before.
 * @param elapsedMs how far the running window has got.
 * @returns 0 when this one is within the limit, else the ms until the next one will be.
 */
export function windowWaitMs(
  { points, windowMs }: Window,
  count: { current: number; previous: number },
  elapsedMs: number,
): number {
  const weighed = count.current + count.previous * (1 - elapsedMs / windowMs);
  if (weighed <= points) return 0;
  const room = points - count.current;
  // Enough of the previous window slides out in time, or the running one must end and slide out in its turn.
  if (room >= 0 && count.previous > 0) return Math.ceil(windowMs * (1 - room / count.previous) - elapsedMs);
  const others = count.current - 1;
  const slideMs = others > 0 ? windowMs * Math.max(0, 1 - (points - 1) / others) : 0;
  return Math.ceil(windowMs - elapsedMs + slideMs);
}
