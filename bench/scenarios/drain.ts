import { setTimeout as sleep } from "node:timers/promises";
import type { Program } from "@/rig/program";
import { epochMs } from "@/rig/clock";
import { sendBatches, settle, subscribe, type Tally, unsubscribe } from "../load/events";
import { KILOBYTE, type Scenario } from "../scenario";
import type { Stage } from "../stage";

type Drained = { tally: Tally; seconds: number; rssMbMax: number };

/** Deliveries wait while there is no worker, then some start. */
export async function drainWith(stage: Stage, workers: number, events: number): Promise<Drained> {
  const ids = await subscribe(stage, "/hook");
  await stage.receiver.reset();
  await sendBatches(stage, { events, bytes: KILOBYTE });
  const startMs = epochMs();
  const started = await Promise.all(Array.from({ length: workers }, () => stage.system.startWorker()));
  const end = new AbortController();
  const watching = watchMemory(started, end.signal);
  const tally = await settle(stage, ids, events);
  const seconds = (epochMs() - startMs) / 1_000;
  end.abort();
  await Promise.all(started.map((worker) => worker.stop()));
  await unsubscribe(stage, ids);
  return { tally, seconds, rssMbMax: await watching };
}

/** @returns the most that one of the workers ever had. */
async function watchMemory(workers: readonly Program[], until: AbortSignal): Promise<number> {
  let most = 0;
  while (!until.aborted) {
    most = Math.max(most, ...workers.map((worker) => worker.rssBytes()));
    await sleep(200);
  }
  return most / 2 ** 20;
}

/** 100,000 deliveries wait, then the worker starts. */
export const drain: Scenario = {
  name: "drain",
  async run({ open, repeat, row, load }) {
    const stage = await open({ workers: 0 });
    const results = await repeat("drain", stage, () => drainWith(stage, 1, 2 * load.events));
    row(
      "drain",
      "time, the worker's start included",
      "s",
      results.map((result) => result.seconds),
    );
    row(
      "drain",
      "most memory of the worker",
      "MB",
      results.map((result) => result.rssMbMax),
      { atMost: 300 },
    );
  },
};
