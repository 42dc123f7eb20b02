import { epochMs } from "@/rig/clock";
import { sendBatches, settle, subscribe, unsubscribe, warmUp } from "../load/events";
import { rawLoop } from "../load/raw-loop";
import { KILOBYTE, type Scenario } from "../scenario";

/** Batch calls as fast as they go, until every event is delivered and recorded; each run beside a raw loop. */
export const saturate: Scenario = {
  name: "saturate",
  async run({ open, repeat, row, load: { events }, backend }) {
    const stage = await open();
    await warmUp(stage, KILOBYTE);
    const results = await repeat("saturate", stage, async () => {
      const rawPerSecond = await rawLoop(stage.receiver, KILOBYTE);
      const ids = await subscribe(stage, "/hook");
      await stage.receiver.reset();
      const bytesBefore = await stage.databaseBytes();
      const startMs = epochMs();
      await sendBatches(stage, { events, bytes: KILOBYTE });
      const tally = await settle(stage, ids, events);
      const perSecond = (tally.delivered * 1_000) / (epochMs() - startMs);
      const megabytes = ((await stage.databaseBytes()) - bytesBefore) / 2 ** 20;
      await unsubscribe(stage, ids);
      return { tally, rawPerSecond, perSecond, megabytesPer1000: (megabytes * 1_000) / events };
    });
    const ratios = results.map(({ perSecond, rawPerSecond }) => perSecond / rawPerSecond);
    row(
      "saturate",
      "raw loop",
      "/s",
      results.map((result) => result.rawPerSecond),
    );
    row(
      "saturate",
      "delivered and recorded",
      "/s",
      results.map((result) => result.perSecond),
    );
    row("saturate", "÷ raw loop", "", ratios, { atLeast: backend === "redis" ? 0.35 : 0.3 });
    row(
      "saturate",
      "disk per 1,000 deliveries",
      "MB",
      results.map((result) => result.megabytesPer1000),
    );
  },
};
