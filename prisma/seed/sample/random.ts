/** @returns numbers in [0, 1) that are the same every time for one seed (mulberry32), so that the demo looks alike everywhere. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @returns one of them. @throws RangeError when there is none. */
export function pick<T>(random: () => number, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("There is nothing to pick from.");
  return item;
}

/** @returns a latency as servers have them: mostly near the middle, now and then several times that. */
export function latencyMs(random: () => number, middleMs: number): number {
  const spread = Math.exp((random() + random() + random() - 1.5) * 1.1);
  return Math.round(middleMs * spread * (random() < 0.03 ? 4 : 1) * 1_000) / 1_000;
}
