import { epochMs } from "@/rig/clock";
import { watchCores } from "@/rig/machine";
import { openCaller } from "../load/caller";
import { sendBatches, sendOne, settle, subscribe, type Tally, unsubscribe, warmUp } from "../load/events";
import { hammer } from "../load/hammer";
import { growthAim, KILOBYTE, type Scenario } from "../scenario";
import type { Stage } from "../stage";

const SECONDS_MAX = 10;
const COUNTS = [1, 2];

type Taken = { tally: Tally; singlePerSecond: number; batchPerSecond: number; busyCores: number };

/** What one web process takes, and two beside each other, on the same servers. Nothing is delivered meanwhile. */
export const webs: Scenario = {
  name: "webs",
  async run({ open, repeat, row, load }) {
    const stage = await open({ workers: 0, webs: Math.max(...COUNTS) });
    await warmUpWith(stage);
    const seconds = Math.min(load.seconds, SECONDS_MAX);
    const found = new Map<number, Taken[]>();
    for (const count of COUNTS) {
      const label = `webs ${count}`;
      const results = await repeat(label, stage, () => take(stage, count, { seconds, events: load.events }));
      found.set(count, results);
      const perSecond = (key: "singlePerSecond" | "batchPerSecond") => results.map((result) => result[key]);
      row(label, "single calls accepted", "/s", perSecond("singlePerSecond"));
      row(label, "events accepted in batches", "/s", perSecond("batchPerSecond"));
    }
    const [one = [], two = []] = COUNTS.map((count) => found.get(count));
    const busy = one.map((result) => result.busyCores);
    row("webs 1", "cores busy with single calls", "", busy);
    const ratios = (key: "singlePerSecond" | "batchPerSecond") =>
      two.map((result, run) => result[key] / (one[run]?.[key] ?? Number.NaN));
    row("webs 2", "single calls ÷ one web process", "", ratios("singlePerSecond"), growthAim(busy));
    row("webs 2", "batches ÷ one web process", "", ratios("batchPerSecond"));
  },
};

/** Single calls, then batches; what was accepted is delivered after that, and counted. */
async function take(
  stage: Stage,
  webCount: number,
  { seconds, events }: { seconds: number; events: number },
): Promise<Taken> {
  const ids = await subscribe(stage, "/hook");
  await stage.receiver.reset();
  const caller = openCaller(stage.system.webUrls().slice(0, webCount), stage.authorization);
  const stopWatching = watchCores();
  const single = await hammer(seconds, () => sendOne(caller, KILOBYTE));
  const busyCores = stopWatching();
  const startMs = epochMs();
  await sendBatches(caller, { events, bytes: KILOBYTE });
  const batchPerSecond = (events * 1_000) / (epochMs() - startMs);
  await caller.close();
  const worker = await stage.system.startWorker();
  const tally = await settle(stage, ids, single.calls + events);
  await worker.stop();
  await unsubscribe(stage, ids);
  return { tally, singlePerSecond: single.perSecond, batchPerSecond, busyCores };
}

async function warmUpWith(stage: Stage): Promise<void> {
  const worker = await stage.system.startWorker();
  // Enough calls that each web process has its share.
  for (const _ of COUNTS) await warmUp(stage, KILOBYTE);
  await worker.stop();
}
