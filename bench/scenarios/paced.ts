import { sendPaced, settle, subscribe, unsubscribe, warmUp } from "../load/events";
import { type Aim, KILOBYTE, type Scenario } from "../scenario";
import { quantile } from "@/rig/statistics";

const AIMS: Record<string, Record<string, Aim>> = {
  redis: { p50: { atMost: 12 }, p95: { atMost: 40 }, p99: { atMost: 100 } },
  postgres: { p95: { atMost: 100 } },
};
const QUANTILES = { p50: 0.5, p95: 0.95, p99: 0.99 };

/** Single calls at an even pace; latency is from the moment of the call to the arrival at the receiver. */
export const paced: Scenario = {
  name: "paced",
  async run({ open, repeat, row, load: { seconds }, backend }) {
    const stage = await open();
    await warmUp(stage, KILOBYTE);
    for (const perSecond of [50, 200])
      for (const bytes of [KILOBYTE, 7 * KILOBYTE]) {
        const label = `paced ${perSecond}/s, ${bytes / KILOBYTE} kB`;
        const results = await repeat(label, stage, async () => {
          const ids = await subscribe(stage, "/hook");
          await stage.receiver.reset();
          const sent = await sendPaced(stage, { perSecond, seconds, bytes });
          const tally = await settle(stage, ids, sent);
          const { latenciesMs } = await stage.receiver.report();
          await unsubscribe(stage, ids);
          return { tally, latenciesMs };
        });
        for (const [name, share] of Object.entries(QUANTILES))
          row(
            label,
            name,
            "ms",
            results.map(({ latenciesMs }) => quantile(latenciesMs, share)),
            AIMS[backend]?.[name],
          );
      }
  },
};
