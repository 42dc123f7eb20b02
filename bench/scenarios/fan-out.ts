import { epochMs } from "@/rig/clock";
import { inBatches, sendBatches, settle, subscribe, unsubscribe, warmUp } from "../load/events";
import { KILOBYTE, type Scenario } from "../scenario";

const WIDTHS = [1, 5, 20];

/** The same number of deliveries from ever fewer events. */
export const fanOut: Scenario = {
  name: "fan-out",
  async run({ open, repeat, row, load }) {
    const stage = await open();
    await warmUp(stage, KILOBYTE);
    let costBefore = Number.POSITIVE_INFINITY;
    for (const width of WIDTHS) {
      const label = `fan-out ${width}`;
      const events = inBatches(load.events / width);
      const results = await repeat(label, stage, async () => {
        const paths = Array.from({ length: width }, (_, index) => `/hook-${index}`);
        const ids = await subscribe(stage, ...paths);
        await stage.receiver.reset();
        const cpuBeforeMs = stage.cpuMs();
        const startMs = epochMs();
        await sendBatches(stage, { events, bytes: KILOBYTE });
        const tally = await settle(stage, ids, events);
        const perSecond = (tally.delivered * 1_000) / (epochMs() - startMs);
        const cpuPer1000 = (stage.cpuMs() - cpuBeforeMs) / tally.delivered;
        await unsubscribe(stage, ids);
        return { tally, perSecond, cpuPer1000 };
      });
      row(
        label,
        "deliveries",
        "/s",
        results.map((result) => result.perSecond),
      );
      const costs = results.map((result) => result.cpuPer1000);
      const aim = Number.isFinite(costBefore) ? { atMost: costBefore } : undefined;
      costBefore = row(label, "CPU seconds per 1,000 deliveries", "s", costs, aim);
    }
  },
};
