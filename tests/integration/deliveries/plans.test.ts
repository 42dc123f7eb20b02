import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { newId } from "@/lib/core/ids";
import { listDeliveries } from "@/lib/deliveries";
import { lookStatement } from "@/lib/deliveries/find-deliveries";
import { DeliveryFilter, ListDeliveriesQuery } from "@/lib/deliveries/schemas";
import { insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";
import { insertDeliveries } from "./insert-many";

const COUNT = 30_000;
const LOOK = 1_000;

let world: World;
let busy: string;
let quiet: string;
beforeAll(async () => {
  world = await createWorld();
  busy = await insertWebhook(world.ctx);
  quiet = await insertWebhook(world.ctx);
  await insertDeliveries(world.ctx, busy, COUNT);
});
afterAll(() => world.close());

type Node = {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  Plans?: Node[];
};
type Removed = Node & { "Rows Removed by Filter"?: number };

/** @returns how many rows of deliveries were read, and the big tables that were read from end to end. */
async function explain(filter: z.input<typeof DeliveryFilter>, count = 51) {
  const wanted = DeliveryFilter.parse(filter);
  const { text, values } = lookStatement(world.ctx.workspace.id, wanted, { beyond: undefined, count, look: LOOK });
  const [row] = await world.database.sql<{ "QUERY PLAN": [{ Plan: Node }] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
    values,
  );
  const nodesOf = (node: Node): Removed[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
  const nodes = row === undefined ? [] : nodesOf(row["QUERY PLAN"][0].Plan);
  const scans = nodes.filter((node) => /^(deliveries|events|attempts)_/.test(node["Relation Name"] ?? ""));
  const rowsOf = (node: Removed) =>
    ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)) * (node["Actual Loops"] ?? 1);
  return {
    deliveriesRead: scans
      .filter((node) => node["Relation Name"]?.startsWith("deliveries_"))
      .reduce((sum, node) => sum + rowsOf(node), 0),
    // A partition that is empty is read as a whole for nothing.
    readWhole: scans
      .filter((node) => node["Node Type"] === "Seq Scan" && rowsOf(node) > 0)
      .map((node) => node["Relation Name"]),
  };
}

const common: [string, () => z.input<typeof DeliveryFilter>, number][] = [
  ["nothing", () => ({}), 51],
  ["a webhook", () => ({ webhookId: busy }), 51],
  ["a webhook that has none", () => ({ webhookId: quiet }), 0],
  ["failed", () => ({ status: "failed" }), LOOK],
  ["delivered", () => ({ status: "delivered" }), LOOK],
  ["cancelled, of which there are none", () => ({ status: "cancelled" }), LOOK],
  ["retrying, of which there are none", () => ({ status: "retrying" }), 0],
  ["an event", () => ({ eventId: newId("event") }), 0],
  ["a pasted id", () => ({ q: newId("delivery") }), 0],
  ["ids", () => ({ id: [newId("delivery"), newId("delivery")] }), 0],
  ["a bulk job", () => ({ job: newId("bulkJob") }), 0],
  ["a code that never came", () => ({ code: "418" }), LOOK],
  ["a cause that never came", () => ({ error: "dns_not_found" }), LOOK],
  ["a type that never came", () => ({ eventType: "nothing.*" }), LOOK],
  ["resent by hand", () => ({ trigger: "manual" }), LOOK],
  ["slow ones", () => ({ latency: "gte:60000" }), LOOK],
  ["many attempts", () => ({ attempts: "gte:9" }), LOOK],
  ["a payload", () => ({ q: "nowhere" }), LOOK],
  ["a payload at a path", () => ({ q: "data.customer.id:1" }), LOOK],
  ["a day", () => ({ from: new Date(Date.now() - 60_000).toISOString() }), 51],
];

describe("a page of deliveries", () => {
  test.each(common)("of %s reads no more than it may", async (_name, filter, rowsMax) => {
    const { deliveriesRead, readWhole } = await explain(filter());
    expect(deliveriesRead).toBeLessThanOrEqual(rowsMax);
    expect(readWhole).toEqual([]);
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
    expect(pages).toBe(Math.ceil(COUNT / (LOOK + 10_000)));
  });
});
