import { epochMs } from "@/rig/clock";
import { watchCores } from "@/rig/machine";
import { sendBatches, settle, subscribe, unsubscribe, warmUp } from "../load/events";
import { rawLoop } from "../load/raw-loop";
import { KILOBYTE, type Scenario } from "../scenario";
import type { Stage } from "../stage";

const RAW_REQUESTS = 30_000;

/** Batch calls as fast as they go, until every event is delivered and recorded; each run beside a raw loop. */
export const saturate: Scenario = {
  name: "saturate",
  async run({ open, repeat, row, load: { events }, backend }) {
    const stage = await open();
    await warmUp(stage, KILOBYTE);
    // The first loop of a process is slow: its code is not compiled yet.
    await rawLoop(stage.receiver, KILOBYTE, RAW_REQUESTS);
    const results = await repeat("saturate", stage, async () => {
      const raw = watchCpu(stage);
      const rawPerSecond = await rawLoop(stage.receiver, KILOBYTE, RAW_REQUESTS);
      const rawCpu = raw().allMs / RAW_REQUESTS;
      const ids = await subscribe(stage, "/hook");
      await stage.receiver.reset();
      const bytesBefore = await stage.databaseBytes();
      const spent = watchCpu(stage);
      const startMs = epochMs();
      await sendBatches(stage, { events, bytes: KILOBYTE });
      const tally = await settle(stage, ids, events);
      const perSecond = (tally.delivered * 1_000) / (epochMs() - startMs);
      const { allMs, outsideMs, busyCores } = spent();
      const megabytes = ((await stage.databaseBytes()) - bytesBefore) / 2 ** 20;
      await unsubscribe(stage, ids);
      return {
        tally,
        rawPerSecond,
        perSecond,
        rawCpu,
        cpu: allMs / tally.delivered,
        outsideCpu: outsideMs / tally.delivered,
        busyCores,
        megabytesPer1000: (megabytes * 1_000) / events,
      };
    });
    type Result = (typeof results)[number];
    const add = (figure: string, unit: string, of: (result: Result) => number, aim?: { atLeast: number }) =>
      row("saturate", figure, unit, results.map(of), aim);
    add("raw loop", "/s", (result) => result.rawPerSecond);
    add("delivered and recorded", "/s", (result) => result.perSecond);
    const atLeast = backend === "redis" ? 0.35 : 0.3;
    add("÷ raw loop", "", ({ perSecond, rawPerSecond }) => perSecond / rawPerSecond, { atLeast });
    add("CPU seconds per 1,000 requests of the raw loop", "s", (result) => result.rawCpu);
    add("CPU seconds per 1,000 deliveries, of everything", "s", (result) => result.cpu);
    add("… of which load generator and receiver", "s", (result) => result.outsideCpu);
    add("cores busy", "", (result) => result.busyCores);
    add("disk per 1,000 deliveries", "MB", (result) => result.megabytesPer1000);
  },
};

/** @returns what tells the CPU time that the product, the receiver and this process used since, and how much of the machine was busy. */
function watchCpu(stage: Stage): () => { allMs: number; outsideMs: number; busyCores: number } {
  const read = () => {
    const { user, system } = process.cpuUsage();
    const outsideMs = stage.receiver.cpuMs() + (user + system) / 1_000;
    return { outsideMs, allMs: outsideMs + stage.cpuMs() };
  };
  const before = read();
  const stopWatching = watchCores();
  return () => {
    const busyCores = stopWatching();
    const after = read();
    return { allMs: after.allMs - before.allMs, outsideMs: after.outsideMs - before.outsideMs, busyCores };
  };
}
