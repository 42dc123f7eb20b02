import { Pool } from "undici";
import { epochMs } from "@/rig/clock";
import { startEmptyServer } from "../empty-server";
import { eventBody, sendOne, settle, subscribe, unsubscribe, warmUp } from "../load/events";
import { CALLERS, hammer } from "../load/hammer";
import { KILOBYTE, type Scenario } from "../scenario";

const SECONDS_MAX = 10;

/** Single-event calls from 64 connections; each run beside the same load on the route handler of bench/empty. */
export const single: Scenario = {
  name: "single",
  async run({ open, repeat, row, load }) {
    const stage = await open();
    const empty = await startEmptyServer();
    const seconds = Math.min(load.seconds, SECONDS_MAX);
    try {
      await warmUp(stage, KILOBYTE);
      await emptyHandler(empty.url, 3);
      const results = await repeat("single", stage, async () => {
        const emptyPerSecond = await emptyHandler(empty.url, seconds);
        const ids = await subscribe(stage, "/hook");
        await stage.receiver.reset();
        const { calls, perSecond } = await hammer(seconds, () => sendOne(stage, KILOBYTE));
        const tally = await settle(stage, ids, calls);
        await unsubscribe(stage, ids);
        return { tally, perSecond, emptyPerSecond };
      });
      const ratios = results.map(({ perSecond, emptyPerSecond }) => perSecond / emptyPerSecond);
      row(
        "single",
        "empty route handler",
        "/s",
        results.map((result) => result.emptyPerSecond),
      );
      row(
        "single",
        "accepted",
        "/s",
        results.map((result) => result.perSecond),
      );
      row("single", "÷ empty handler", "", ratios, { atLeast: 0.6 });
    } finally {
      empty.stop();
    }
  },
};

async function emptyHandler(url: string, seconds: number): Promise<number> {
  const pool = new Pool(url, { connections: CALLERS, pipelining: 1 });
  const { perSecond } = await hammer(seconds, async () => {
    const response = await pool.request({
      method: "POST",
      path: "/",
      headers: { "content-type": "application/json" },
      body: eventBody(epochMs(), KILOBYTE),
    });
    await response.body.dump();
  });
  await pool.close();
  return perSecond;
}
