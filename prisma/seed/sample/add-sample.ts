import { type Context, transact } from "@/lib/access";
import type { Runtime } from "@/lib/runtime";
import { checkFailing } from "@/worker/processors/check-failing";
import { disableGone } from "@/worker/processors/disable-gone";
import { arrange } from "./arrange";
import { acceptTraffic, actByHand, deliverPast } from "./history";
import { addColleagues } from "./people";
import { createRandom } from "./random";
import { makeTraffic } from "./traffic";

/**
 * Fills the demo workspace with a month of life: projects, colleagues, endpoints in every state, and some thousand
 * deliveries that went well or wrong in every way. All in one transaction; at the end the product's own rules disable
 * what they disable.
 */
export async function addSample(runtime: Runtime, ctx: Context, demoInboxUrl: string): Promise<void> {
  const nowMs = Date.now();
  const random = createRandom(1_845);
  await runtime.database.sql("SELECT ensure_partitions(now() - interval '31 days', now() + interval '28 days')");
  const endpoints = await transact(ctx, async (tx) => {
    const people = await addColleagues(tx, nowMs);
    const arranged = await arrange(tx, { nowMs, people, demoInboxUrl });
    const scene = { ctx: tx, people, endpoints: arranged.endpoints, nowMs, random };
    await acceptTraffic(scene, makeTraffic({ random, nowMs, projectIds: arranged.projectIds }));
    await actByHand(scene);
    await deliverPast(scene);
    return arranged.endpoints;
  });
  await runtime.database.sql("ANALYZE events, deliveries, attempts, webhook_stats, planned_attempts");
  await checkFailing(runtime);
  for (const { id, now } of endpoints) if (now === "gone") await disableGone(runtime, id, ctx.workspace.id);
}
