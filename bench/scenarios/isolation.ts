import { sendPaced, settle, subscribe, unsubscribe, warmUp } from "../load/events";
import { KILOBYTE, type Scenario } from "../scenario";
import { quantile } from "@/rig/statistics";

const HEALTHY = Array.from({ length: 8 }, (_, index) => `/hook-${index}`);
const PER_SECOND = 100;

/** Every event goes to ten webhooks, of which one never answers and one answers 500; and to the healthy eight alone. */
export const isolation: Scenario = {
  name: "isolation",
  async run({ open, repeat, row, load: { seconds } }) {
    const stage = await open();
    await warmUp(stage, KILOBYTE);
    const measure = async (bad: string[]) => {
      const healthy = await subscribe(stage, ...HEALTHY);
      const others = await subscribe(stage, ...bad);
      await stage.receiver.reset();
      const sent = await sendPaced(stage, { perSecond: PER_SECOND, seconds, bytes: KILOBYTE });
      const tally = await settle(stage, healthy, sent);
      const { latenciesMs } = await stage.receiver.report();
      await unsubscribe(stage, [...healthy, ...others]);
      return { tally, p95Ms: quantile(latenciesMs, 0.95) };
    };
    // One after the other in each run: what else the machine does meets both.
    const results = await repeat("isolation", stage, async () => {
      const alone = await measure([]);
      const beside = await measure(["/hang", "/down"]);
      return { tally: beside.tally, aloneMs: alone.p95Ms, besideMs: beside.p95Ms };
    });
    row(
      "isolation",
      "p95 of eight alone",
      "ms",
      results.map((result) => result.aloneMs),
    );
    row(
      "isolation",
      "p95 of eight beside two bad",
      "ms",
      results.map((result) => result.besideMs),
    );
    row(
      "isolation",
      "beside ÷ alone",
      "",
      results.map(({ aloneMs, besideMs }) => besideMs / aloneMs),
      { atMost: 1.5 },
    );
  },
};
