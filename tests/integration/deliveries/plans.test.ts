import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { idFloor, newId } from "@/lib/core/ids";
import { listDeliveries } from "@/lib/deliveries";
import { previewBulk, previewStatement } from "@/lib/deliveries/bulk-preview";
import { lookStatement } from "@/lib/deliveries/find-deliveries";
import type { Beyond } from "@/lib/deliveries/scan";
import { DeliveryFilter, ListDeliveriesQuery } from "@/lib/deliveries/schemas";
import { insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";
import { type Node, type Reading, readingOf } from "@/tests/harness/query-plan";
import { insertDeliveries } from "./insert-many";

const COUNT = 30_000;
/** Rows that a page may look at, those of what waits, and one that finds what it wants at once. */
const LOOK = 10_000;
const WAITING_LOOK = 1_000;
/** Planned attempts of whomever that such a page looks through first. */
const NEAR = 2_000;
const PAGE = 51;
/** Planned attempts of somebody else, and of the workspace itself. */
const PLANNED_ELSEWHERE = 20_000;
const PLANNED = 3_000;

let world: World;
let busy: string;
let quiet: string;
beforeAll(async () => {
  world = await createWorld();
  busy = await insertWebhook(world.ctx);
  quiet = await insertWebhook(world.ctx);
  await insertDeliveries(world.ctx, busy, COUNT);
  const webhookIds = [];
  for (let n = 0; n < 20; n += 1) webhookIds.push(await insertWebhook(world.stranger));
  await plan(world.stranger, webhookIds, PLANNED_ELSEWHERE);
  await planSome(PLANNED);
});
afterAll(() => world.close());

/** Planned attempts whose deliveries need not be there. */
async function plan(ctx: World["ctx"], webhookIds: readonly string[], count: number): Promise<void> {
  await world.database.sql(
    `INSERT INTO planned_attempts (delivery_id, trigger, workspace_id, webhook_id, event_id, due_at, planned_for)
     SELECT typeid_floor('dlv', now() - n * interval '1 second'), 'schedule', $1, ($2::text[])[1 + n % 20], 'evt_' || n, now(), now() FROM generate_series(1, $3::int) AS n`,
    [ctx.workspace.id, webhookIds, count],
  );
  await world.database.sql("ANALYZE planned_attempts");
}

/** Has every tenth of the newest deliveries wait for another attempt. */
async function planSome(count: number): Promise<void> {
  await world.database.sql(
    `WITH waiting AS (
       UPDATE deliveries SET status = 'retrying' WHERE id IN (
         SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id DESC) AS n FROM deliveries WHERE workspace_id = $1) AS d
         WHERE n % 10 = 5 LIMIT $2::int) RETURNING id, webhook_id, event_id)
     INSERT INTO planned_attempts (delivery_id, trigger, workspace_id, webhook_id, event_id, due_at, planned_for)
     SELECT id, 'schedule', $1, webhook_id, event_id, now() + interval '1 day', now() FROM waiting`,
    [world.ctx.workspace.id, count],
  );
  await world.database.sql("ANALYZE planned_attempts, deliveries");
}

/** How many rows a statement read of each big table, and which of them it read from end to end. */
async function explain({ text, values }: { text: string; values: unknown[] }) {
  const [row] = await world.database.sql<{ "QUERY PLAN": [{ Plan: Node }] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
    values,
  );
  return readingOf(row?.["QUERY PLAN"][0].Plan);
}

const look = (
  filter: z.input<typeof DeliveryFilter>,
  beyond?: Beyond,
  workspaceId = world.ctx.workspace.id,
): Promise<Reading> => explain(lookStatement(workspaceId, DeliveryFilter.parse(filter), { beyond, count: PAGE }));

/** What a filter is called, what it is, and the deliveries and planned attempts that a page of it may read. */
const pages: [string, () => z.input<typeof DeliveryFilter>, number, number][] = [
  ["nothing", () => ({}), PAGE, PAGE],
  ["a webhook", () => ({ webhookId: busy }), PAGE, PAGE],
  ["a webhook that has none", () => ({ webhookId: quiet }), 0, 0],
  ["failed", () => ({ status: "failed" }), PAGE, PAGE],
  ["failed of a webhook", () => ({ status: "failed", webhookId: busy }), PAGE, PAGE],
  ["failed of a webhook that has none", () => ({ status: "failed", webhookId: quiet }), LOOK, 1],
  ["delivered", () => ({ status: "delivered" }), 2 * PAGE, PAGE],
  ["cancelled, of which there are none", () => ({ status: "cancelled" }), LOOK, 1],
  ["retrying", () => ({ status: "retrying" }), PAGE, NEAR + PLANNED + PAGE],
  ["pending, of which there are none", () => ({ status: "pending" }), WAITING_LOOK, NEAR + PLANNED + WAITING_LOOK],
  ["held or in flight", () => ({ status: "held,sending" }), WAITING_LOOK, NEAR + PLANNED + WAITING_LOOK],
  ["waiting of a webhook", () => ({ status: "retrying", webhookId: busy }), PAGE, NEAR + PLANNED + PAGE],
  ["an event", () => ({ eventId: newId("event") }), 0, 0],
  ["what waits of an event", () => ({ eventId: newId("event"), status: "pending" }), 0, 0],
  ["a pasted id", () => ({ q: newId("delivery") }), 0, 0],
  ["ids", () => ({ id: [newId("delivery"), newId("delivery")] }), 0, 0],
  ["a bulk job", () => ({ job: newId("bulkJob") }), 0, 0],
  ["a code", () => ({ code: "5xx" }), 20 * PAGE, PAGE],
  ["a code that never came", () => ({ code: "418" }), LOOK, 1],
  ["a cause that never came", () => ({ error: "dns_not_found" }), LOOK, 1],
  ["a type", () => ({ eventType: "user.*" }), PAGE, PAGE],
  ["a type that never came", () => ({ eventType: "nothing.*" }), LOOK, 1],
  ["a project that has none", () => ({ projectId: newId("project") }), LOOK, 1],
  ["resent by hand", () => ({ trigger: "manual" }), LOOK, 1],
  ["slow ones", () => ({ latency: "gte:60000" }), LOOK, 1],
  ["many attempts", () => ({ attempts: "gte:9" }), LOOK, 1],
  ["a payload", () => ({ q: "nowhere" }), LOOK, 1],
  ["a payload at a path", () => ({ q: "data.customer.id:1" }), LOOK, 1],
  ["a minute", () => ({ from: new Date(Date.now() - 60_000).toISOString() }), PAGE, PAGE],
];

describe("a page of deliveries", () => {
  test.each(pages)("of %s reads no more than it may", async (_name, filter, deliveriesMax, plannedMax) => {
    const { rows, whole } = await look(filter());
    expect(rows.deliveries).toBeLessThanOrEqual(deliveriesMax);
    expect(rows.planned_attempts).toBeLessThanOrEqual(plannedMax);
    // A delivery says itself whether anybody sent it by hand.
    expect(rows.attempts).toBe(0);
    expect(whole).toEqual([]);
  });

  test("far down the list reads as little as the first, and so does one back up", async () => {
    const [row] = await world.database.sql<{ id: string }>(
      "SELECT id FROM deliveries WHERE workspace_id = $1 ORDER BY id DESC OFFSET 20000 LIMIT 1",
      [world.ctx.workspace.id],
    );
    // Of what is left of the failed ones the planner may as well sort all.
    const most: [z.input<typeof DeliveryFilter>, number][] = [
      [{}, PAGE],
      [{ webhookId: busy }, PAGE],
      [{ status: "failed" }, COUNT / 10],
      [{ status: "retrying" }, PAGE],
    ];
    for (const side of ["older", "newer"] as const)
      for (const [filter, rowsMax] of most) {
        const { rows, whole } = await look(filter, { side, id: row?.id ?? "" });
        expect(rows.deliveries).toBeLessThanOrEqual(rowsMax);
        expect(rows.planned_attempts).toBeLessThanOrEqual(NEAR + PLANNED + PAGE);
        expect(whole).toEqual([]);
      }
  });

  test("of what waits reads little of a backlog, be it somebody else's or its own", async () => {
    const tenant = await world.newWorkspace();
    await insertWebhook(tenant);
    const ofNobody = await look({ status: "pending" }, undefined, tenant.workspace.id);
    expect(ofNobody.rows.planned_attempts).toBeLessThanOrEqual(NEAR);
    // Behind all that waits in the other workspace.
    const older = { side: "older", id: idFloor("delivery", Date.now() - 600_000) } as const;
    const ofStranger = await look({ status: "pending" }, older, world.stranger.workspace.id);
    expect(ofStranger.rows.planned_attempts).toBeLessThanOrEqual(NEAR + WAITING_LOOK);
  });

  test("of what is rare may be empty and goes on, until all was looked at", async () => {
    let pages = 0;
    let cursor: string | undefined;
    do {
      const query = ListDeliveriesQuery.parse({ code: "418", ...(cursor !== undefined && { cursor }) });
      const page = await listDeliveries(world.ctx, query);
      expect(page.data).toEqual([]);
      cursor = page.nextCursor ?? undefined;
      pages += 1;
    } while (cursor !== undefined);
    expect(pages).toBe(Math.ceil(COUNT / LOOK) + 1);
  });
});

test("a dry run reads as many deliveries as it counts", async () => {
  const work = { kind: "retry", filter: DeliveryFilter.parse({}), exclude: [] } as const;
  const { rows, whole } = await explain(previewStatement(world.ctx.workspace.id, work, 500));
  expect(rows.deliveries).toBeLessThanOrEqual(500);
  expect(rows.events).toBeLessThanOrEqual(500);
  expect(whole).toEqual([]);
  const preview = await previewBulk(world.database.sql, world.ctx.workspace.id, work, 500);
  expect(preview).toMatchObject({ total: 500, exact: false });
});
