import { sendBatches, sendPaced, settle, subscribe, unsubscribe, warmUp } from "../load/events";
import { KILOBYTE, type Scenario } from "../scenario";
import type { Stage } from "../stage";

const PACED = { perSecond: 200, seconds: 10, bytes: KILOBYTE };

/** What PostgreSQL and Redis are asked for each delivery: one by one, and in batches. */
export const chatter: Scenario = {
  name: "chatter",
  async run({ open, repeat, row, load }) {
    const stage = await open({ countsQueries: true });
    await warmUp(stage, KILOBYTE);
    const ways: Record<string, () => Promise<number>> = {
      [`chatter, ${PACED.perSecond}/s one by one`]: () => sendPaced(stage, PACED),
      "chatter, batches": async () => {
        await sendBatches(stage, { events: load.events, bytes: KILOBYTE });
        return load.events;
      },
    };
    for (const [label, send] of Object.entries(ways)) {
      const results = await repeat(label, stage, () => counted(stage, send));
      row(
        label,
        "statements per delivery",
        "",
        results.map(({ tally, queries }) => queries / tally.delivered),
      );
      row(
        label,
        "Redis commands per delivery",
        "",
        results.map(({ tally, redisCommands }) => redisCommands / tally.delivered),
      );
    }
  },
};

async function counted(stage: Stage, send: () => Promise<number>) {
  const ids = await subscribe(stage, "/hook");
  await stage.receiver.reset();
  const before = await stage.chatter();
  const tally = await settle(stage, ids, await send());
  const after = await stage.chatter();
  await unsubscribe(stage, ids);
  return {
    tally,
    queries: after.queries - before.queries,
    redisCommands: after.redisCommands - before.redisCommands,
  };
}
