/** What a crowd of requests looked like that shared so many slots, once it was under way. */
export type Crowd = {
  /** In flight at once, on average over time. */
  meanInFlight: number;
  /** Share of requests that found every slot taken. */
  waited: number;
  p95WaitMs: number;
  p99WaitMs: number;
};

/** The first fifth fills the slots, and does not count. */
const WARM_UP_SHARE = 0.2;

export type Traffic = {
  perSecond: number;
  /** Requests that may be in flight at once, in all workers together: due work lies in one table, so no slot is left idle. */
  slots: number;
  requests: number;
  /** How long the next receiver takes to answer. */
  nextMs: (random: () => number) => number;
};

/**
 * Requests that come at random (Poisson) and each hold a slot until their receiver has answered: the check on the sum
 * that "requests in flight = rate × latency", which says nothing of how long the unlucky wait.
 * @param random numbers from 0 up to 1.
 */
export function simulateCrowd({ perSecond, slots, requests, nextMs }: Traffic, random: () => number): Crowd {
  const free = new Heap();
  for (let slot = 0; slot < slots; slot += 1) free.push(0);
  const waitsMs: number[] = [];
  const warmUp = Math.floor(requests * WARM_UP_SHARE);
  let [nowMs, busyMs, firstMs, lastMs] = [0, 0, 0, 0];
  for (let index = 0; index < requests; index += 1) {
    nowMs += (-Math.log(1 - random()) * 1_000) / perSecond;
    const startMs = Math.max(nowMs, free.pop());
    const tookMs = nextMs(random);
    free.push(startMs + tookMs);
    if (index < warmUp) continue;
    if (index === warmUp) firstMs = startMs;
    waitsMs.push(startMs - nowMs);
    busyMs += tookMs;
    lastMs = startMs;
  }
  waitsMs.sort((a, b) => a - b);
  const at = (share: number) => waitsMs[Math.min(waitsMs.length - 1, Math.floor(share * waitsMs.length))] ?? 0;
  const waited = waitsMs.filter((waitMs) => waitMs > 0).length / waitsMs.length;
  return { meanInFlight: busyMs / (lastMs - firstMs), waited, p95WaitMs: at(0.95), p99WaitMs: at(0.99) };
}

/** Most answer about at `medianMs`, some take several times that (log-normal), and a share hangs until the time limit. */
export function receivers(options: { medianMs: number; spread: number; hangShare: number; limitMs: number }) {
  const { medianMs, spread, hangShare, limitMs } = options;
  return {
    meanMs: (1 - hangShare) * medianMs * Math.exp(spread ** 2 / 2) + hangShare * limitMs,
    nextMs(random: () => number): number {
      if (random() < hangShare) return limitMs;
      const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      return Math.min(limitMs, medianMs * Math.exp(spread * normal));
    },
  };
}

/** The smallest number first. */
class Heap {
  private readonly values: number[] = [];

  push(value: number): void {
    const { values } = this;
    let at = values.push(value) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((values[above] ?? 0) <= value) break;
      values[at] = values[above] ?? 0;
      at = above;
    }
    values[at] = value;
  }

  pop(): number {
    const { values } = this;
    const [least = 0] = values;
    const last = values.pop() ?? 0;
    if (values.length === 0) return least;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= values.length) break;
      const right = left + 1;
      const below = right < values.length && (values[right] ?? 0) < (values[left] ?? 0) ? right : left;
      if ((values[below] ?? 0) >= last) break;
      values[at] = values[below] ?? 0;
      at = below;
    }
    values[at] = last;
    return least;
  }
}
