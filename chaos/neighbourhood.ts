import { epochMs } from "@/rig/clock";
import { setTimeout as sleep } from "node:timers/promises";
import { quantile } from "@/rig/statistics";
import { latencies } from "./checker";
import type { Setting } from "./experiment";
import type { Producer } from "@/rig/load/producer";
import type { System } from "@/rig/system";
import { atMost, type Figure, told } from "./verdict";

/** The healthy customers of a system, each with an endpoint of its own. The first tenant is left to the one in trouble. */
export type Neighbourhood = { system: System; neighbours: Producer[] };

/** Opens a system with two workers, so that what they share has to hold between them. */
export async function openNeighbourhood(open: Setting["open"], count: number): Promise<Neighbourhood> {
  const system = await open({ workers: 2, tenants: count + 1 });
  const neighbours: Producer[] = [];
  for (const [index, tenant] of system.tenants.slice(1).entries()) {
    await system.subscribe(`/neighbour-${index}`, { tenant });
    neighbours.push(system.producer(tenant));
  }
  return { system, neighbours };
}

/** The one in trouble gets a backlog: the batch API, four calls at a time. */
export async function burst({ system }: Neighbourhood, count: number): Promise<void> {
  const producer = system.producer();
  await Promise.all(Array.from({ length: 4 }, () => producer.produceBatches(count / 4)));
}

/** All neighbours send for a while, `perSecond` events together, evenly spread. @returns when it began and ended. */
export async function sendFor(
  { neighbours }: Neighbourhood,
  { seconds, perSecond, until }: { seconds: number; perSecond: number; until?: AbortSignal },
): Promise<{ fromMs: number; toMs: number }> {
  const fromMs = epochMs();
  const each = perSecond / neighbours.length;
  await Promise.all(
    neighbours.map(async (producer, index) => {
      await sleep((index * 1_000) / perSecond);
      await producer.produce({ count: Math.round(seconds * each), perSecond: each, until });
    }),
  );
  return { fromMs, toMs: epochMs() };
}

/** @returns how long the neighbours' events of a span of time took to arrive: of 95 in 100 at most so many ms. */
export async function neighboursP95({ system, neighbours }: Neighbourhood, fromMs: number, toMs: number) {
  const lines = await system.receiver.read();
  const ledger = neighbours.flatMap((producer) => producer.ledger);
  // An event that did not arrive is no short one: the checker calls it lost.
  const sent = latencies(ledger, lines).filter(({ sentAtMs }) => sentAtMs >= fromMs && sentAtMs < toMs);
  return quantile(
    sent.map(({ latencyMs }) => latencyMs),
    0.95,
  );
}

/**
 * Below this a ratio says nothing: a p95 of 6 ms is made of four processes taking turns on the processor, and one
 * garbage collection in ten seconds moves it by more than a fifth.
 */
const NOISE_MS = 20;
const P95_MAX_MS = 1_000;
const RATIO_MAX = 1.2;

/** @returns the figures of "others unmoved": medians of the phases' p95, without the trouble and beside it. */
export function unmoved(without: readonly number[], beside: readonly number[]): Figure[] {
  const [before, after] = [quantile(without, 0.5), quantile(beside, 0.5)];
  return [
    told("neighbours' p95 without it", before, "ms"),
    atMost("neighbours' p95 beside it", after, Math.min(P95_MAX_MS, Math.max(NOISE_MS, RATIO_MAX * before)), "ms"),
    atMost("the worst phase's p95", Math.max(...beside), P95_MAX_MS, "ms"),
  ];
}

export type Trouble = { begin: (round: number) => Promise<void>; end: () => Promise<void> };

/**
 * Measures by turns a system that has trouble and one that never had any, so that whatever else the machine does
 * falls on both. @returns the p95 of each phase.
 */
export async function compare(
  calm: Neighbourhood,
  troubled: Neighbourhood,
  trouble: Trouble,
  { rounds, load, say }: { rounds: number; load: { seconds: number; perSecond: number }; say: Setting["say"] },
): Promise<{ without: number[]; beside: number[] }> {
  const without: number[] = [];
  const beside: number[] = [];
  const measure = async (neighbourhood: Neighbourhood) => {
    const { fromMs, toMs } = await sendFor(neighbourhood, load);
    await settled(neighbourhood);
    return neighboursP95(neighbourhood, fromMs, toMs);
  };
  // The first second of a process is no measure of the others.
  await Promise.all([calm, troubled].map((each) => sendFor(each, { ...load, seconds: 3 })));
  for (let round = 1; round <= rounds; round += 1) {
    without.push(await measure(calm));
    await trouble.begin(round);
    beside.push(await measure(troubled));
    await trouble.end();
    say(
      `round ${round} of ${rounds}: p95 ${without.at(-1)?.toFixed(1)} ms without, ${beside.at(-1)?.toFixed(1)} beside`,
    );
  }
  return { without, beside };
}

/** Waits until all that neighbours sent has arrived; what never does is the checker's to tell. */
async function settled({ system, neighbours }: Neighbourhood): Promise<void> {
  const isOver = async () => {
    const arrived = new Set((await system.receiver.read()).map(({ id }) => id));
    return neighbours.every(({ ledger }) =>
      ledger.every(({ eventId }) => eventId === undefined || arrived.has(eventId)),
    );
  };
  await system.until("all of the neighbours' events arrived", isOver, 30_000);
}
