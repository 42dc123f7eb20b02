import type { Context } from "@/lib/access";
import type { Runtime } from "@/lib/runtime";
import { checkFailing } from "@/worker/processors/check-failing";
import { disableGone } from "@/worker/processors/disable-gone";
import { arrange } from "./arrange";
import { acceptTraffic, actByHand, deliverPast } from "./history";
import { addColleagues } from "./people";
import { createRandom } from "./random";
import { makeTraffic } from "./traffic";

// Some seconds; many more on a machine that has much else to do.
const TRANSACTION = { maxWait: 10_000, timeout: 120_000 };

/**
 * Fills the demo workspace with a month of life: projects, colleagues, endpoints in every state, and some thousand
 * deliveries that went well or wrong in every way. All in one transaction; at the end the product's own rules disable
 * what they disable.
 */
export async function addSample(runtime: Runtime, ctx: Context, demoInboxUrl: string): Promise<void> {
  const nowMs = Date.now();
  const random = createRandom(1_845);
  await runtime.database.sql("SELECT ensure_partitions(now() - interval '31 days', now() + interval '28 days')");
  const { prisma } = runtime.database;
  const endpoints = await prisma.$transaction(async (db) => {
    // Nobody is told of what is long past.
    const tx: Context = { ...ctx, db, afterCommit: () => undefined };
    const people = await addColleagues(tx, nowMs);
    const arranged = await arrange(tx, { nowMs, people, demoInboxUrl });
    const scene = { ctx: tx, people, endpoints: arranged.endpoints, nowMs, random };
    await acceptTraffic(scene, makeTraffic({ random, nowMs, projectIds: arranged.projectIds }));
    await actByHand(scene);
    await deliverPast(scene);
    return arranged.endpoints;
  }, TRANSACTION);
  await runtime.database.sql("ANALYZE events, deliveries, attempts, webhook_stats, planned_attempts");
  await checkFailing(runtime);
  for (const { id, now } of endpoints)
    if (now === "gone")
      await disableGone(runtime, { webhookId: id, workspaceId: ctx.workspace.id, askedAtMs: Date.now() });
  await runtime.database.sql(WAIT_FOR_WEB, [ctx.workspace.id]);
}

// The worker may be there before the web process, which is the receiver of all that is due now.
const WAIT_FOR_WEB = `
WITH due AS (
  UPDATE planned_attempts SET due_at = now() + interval '30 seconds', planned_for = now() + interval '30 seconds'
  WHERE workspace_id = $1 AND due_at < now() + interval '30 seconds'
  RETURNING delivery_id, due_at
)
UPDATE deliveries d SET next_attempt_at = due.due_at FROM due WHERE d.id = due.delivery_id`;
