import { afterAll, beforeAll, expect, test } from "vitest";
import { listDeliveries } from "@/lib/deliveries";
import { ListDeliveriesQuery } from "@/lib/deliveries/schemas";
import { insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";
import { insertDeliveries } from "./insert-many";

/** A fifth of them is somebody else's. Each waits twice, for its schedule and for a person; only the oldest are looked for. */
const WAITING = 1_200;
const WANTED = 5;

let world: World;
beforeAll(async () => {
  world = await createWorld();
  const webhookId = await insertWebhook(world.ctx);
  await insertDeliveries(world.ctx, webhookId, WAITING);
  const { sql } = world.database;
  await sql("UPDATE deliveries SET status = 'retrying', completed_at = NULL");
  await sql(
    `UPDATE deliveries SET event_type = 'payment.failed' WHERE id IN (SELECT id FROM deliveries ORDER BY id LIMIT ${WANTED})`,
  );
  await sql(
    `INSERT INTO planned_attempts (delivery_id, trigger, workspace_id, webhook_id, event_id, due_at, planned_for)
     SELECT d.id, t.trigger, CASE WHEN n > ${WANTED} AND n % 5 = 0 THEN 'ws_other' ELSE workspace_id END, webhook_id, event_id,
       now() + interval '1 hour', now() + interval '1 hour'
     FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM deliveries) d, unnest(ARRAY['schedule', 'manual']) AS t(trigger)`,
  );
  await sql("ANALYZE");
});
afterAll(() => world.close());

test("what waits twice is one of what is looked at: a rare one behind it is found, at the latest on the next page", async () => {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const query = ListDeliveriesQuery.parse({ status: "retrying", eventType: "payment.failed", cursor });
    const page = await listDeliveries(world.ctx, query);
    found.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(found).size).toBe(WANTED);
  expect(found.length).toBe(WANTED);
});
