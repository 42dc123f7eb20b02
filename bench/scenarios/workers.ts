import { setTimeout as sleep } from "node:timers/promises";
import { epochMs } from "@/rig/clock";
import { watchCores } from "@/rig/machine";
import { RECEIVER_SLOW_MS } from "../load/receiver";
import { sendBatches, settle, subscribe, type Tally, unsubscribe } from "../load/events";
import { type Bench, growthAim, KILOBYTE, type Scenario } from "../scenario";
import type { Stage } from "../stage";
import { drainWith } from "./drain";

const COUNTS = [1, 2];
/** In flight per worker, few enough that the receiver's time is the bound and not the processors. */
const IN_FLIGHT = 50;
/** Enough that the windows of all webhooks together are wider than what a worker may have in flight. */
const WEBHOOKS = 10;
const EVENTS = 1_000;

/** Deliveries wait, then one worker starts, or two. */
export const workers: Scenario = {
  name: "workers",
  async run(bench) {
    await atFullSpeed(bench);
    await withSlowReceiver(bench);
  },
};

/** The receiver answers at once: what bounds it is the machine. */
async function atFullSpeed({ open, repeat, row, load: { events } }: Bench): Promise<void> {
  const stage = await open({ workers: 0 });
  const rates = new Map<number, number[]>();
  let busy: number[] = [];
  for (const count of COUNTS) {
    const label = `workers ${count}`;
    const results = await repeat(label, stage, async () => {
      const stopWatching = watchCores();
      return { ...(await drainWith(stage, count, events)), busyCores: stopWatching() };
    });
    const perSecond = results.map(({ tally, seconds }) => tally.delivered / seconds);
    rates.set(count, perSecond);
    row(label, "delivered and recorded", "/s", perSecond);
    if (count > 1) continue;
    busy = results.map((result) => result.busyCores);
    row(label, "cores busy", "", busy);
  }
  row("workers 2", "÷ one worker", "", ratios(rates), growthAim(busy));
}

/** The receiver takes its time: what bounds it is how many requests the workers may have in flight. */
async function withSlowReceiver({ open, repeat, row }: Bench): Promise<void> {
  const stage = await open({ workers: 0, concurrency: IN_FLIGHT });
  const rates = new Map<number, number[]>();
  const labelOf = (count: number) => `workers ${count}, receiver takes ${RECEIVER_SLOW_MS} ms`;
  for (const count of COUNTS) {
    const results = await repeat(labelOf(count), stage, () => drainSlowly(stage, count));
    const perSecond = results.map((result) => result.perSecond);
    rates.set(count, perSecond);
    row(labelOf(count), "delivered and recorded", "/s", perSecond);
    const allowed = (count * IN_FLIGHT * 1_000) / RECEIVER_SLOW_MS;
    row(
      labelOf(count),
      `÷ what ${count * IN_FLIGHT} requests in flight allow`,
      "",
      perSecond.map((rate) => rate / allowed),
    );
  }
  row(labelOf(2), "÷ one worker", "", ratios(rates), { atLeast: 1.6 });
}

function ratios(rates: ReadonlyMap<number, readonly number[]>): number[] {
  return (rates.get(2) ?? []).map((rate, run) => rate / (rates.get(1)?.[run] ?? Number.NaN));
}

async function drainSlowly(stage: Stage, count: number): Promise<{ tally: Tally; perSecond: number }> {
  const ids = await subscribe(stage, ...Array.from({ length: WEBHOOKS }, (_, index) => `/slow-${index}`));
  await stage.receiver.reset();
  await sendBatches(stage, { events: EVENTS, bytes: KILOBYTE });
  const started = await Promise.all(Array.from({ length: count }, () => stage.system.startWorker()));
  const perSecond = await steadyRate(stage, EVENTS * WEBHOOKS);
  const tally = await settle(stage, ids, EVENTS);
  await Promise.all(started.map((worker) => worker.stop()));
  await unsubscribe(stage, ids);
  return { tally, perSecond };
}

/** Between a fifth and four fifths of all: neither starting nor the last few count. */
async function steadyRate({ system }: Stage, total: number): Promise<number> {
  const reach = async (share: number) => {
    for (;;) {
      const done = total - (await system.count("SELECT count(*)::int FROM planned_attempts"));
      if (done >= share * total) return { done, atMs: epochMs() };
      await sleep(50);
    }
  };
  const [first, last] = [await reach(0.2), await reach(0.8)];
  return ((last.done - first.done) * 1_000) / (last.atMs - first.atMs);
}
