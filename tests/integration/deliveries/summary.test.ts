import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { listDeliveries, summariseDeliveries } from "@/lib/deliveries";
import { chunkStatement } from "@/lib/deliveries/count-deliveries";
import { DeliveryFilter, DeliverySummary, ListDeliveriesQuery } from "@/lib/deliveries/schemas";
import { triggerEvent } from "@/lib/events";
import { newId } from "@/lib/core/ids";
import { insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";
import { recordOutcome } from "./arrange";
import { insertDeliveries } from "./insert-many";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const summarise = async (filter: z.input<typeof DeliveryFilter> = {}, ctx = world.ctx) =>
  DeliverySummary.parse(await summariseDeliveries(ctx, DeliveryFilter.parse(filter)));

/** Three failed with a 500, two delivered, one that waits. */
async function arrangeSix() {
  const tenant = await world.newWorkspace();
  const webhookId = await insertWebhook(tenant, { events: ["user.created"] });
  const ids: string[] = [];
  for (let n = 0; n < 6; n += 1) {
    const event = await triggerEvent(tenant, { type: "user.created", data: { n } });
    const [row] = await world.database.sql<{ id: string }>("SELECT id FROM deliveries WHERE event_id = $1", [event.id]);
    ids.push(row?.id ?? "");
  }
  for (const [n, deliveryId] of ids.entries())
    if (n < 3) await recordOutcome(tenant, { deliveryId, status: "failed", statusCode: 500, cause: "server_error" });
    else if (n < 5) await recordOutcome(tenant, { deliveryId, status: "delivered", statusCode: 200 });
  return { tenant, webhookId, ids };
}

describe("a summary", () => {
  test("counts exactly what the list shows, by status and over time", async () => {
    const { tenant, ids } = await arrangeSix();
    const summary = await summarise({ from: new Date(Date.now() - 50_000).toISOString() }, tenant);
    expect(summary).toMatchObject({
      total: 6,
      exact: true,
      basis: "rows",
      cutShort: null,
      countedFrom: null,
      byStatus: [
        { status: "pending", count: 1 },
        { status: "delivered", count: 2 },
        { status: "failed", count: 3 },
      ],
      hasAny: true,
      without: [],
    });
    const buckets = summary.histogram?.buckets ?? [];
    const sum = (key: "delivered" | "failed" | "waiting") => buckets.reduce((total, bucket) => total + bucket[key], 0);
    expect([sum("delivered"), sum("failed"), sum("waiting")]).toEqual([2, 3, 1]);
    expect(summary.histogram?.stepMs).toBe(1_000);
    const filters: z.input<typeof DeliveryFilter>[] = [
      { status: "failed" },
      { code: "5xx" },
      { q: "data.n:4" },
      { id: ids.slice(1, 3) },
      { attempts: "gte:1" },
      { latency: "lte:11" },
      { status: "pending" },
    ];
    for (const filter of filters) {
      const { data } = await listDeliveries(tenant, ListDeliveriesQuery.parse(filter));
      expect([filter, (await summarise(filter, tenant)).total]).toEqual([filter, data.length]);
    }
  });

  test("of nothing says what each part of the filter hides, most first", async () => {
    const { tenant } = await arrangeSix();
    const filter = { status: "delivered", code: "500", from: new Date(Date.now() - 60_000).toISOString() };
    expect(await summarise(filter, tenant)).toMatchObject({
      total: 0,
      hasAny: true,
      without: [
        { part: "status", total: 3, exact: true },
        { part: "code", total: 2, exact: true },
        { part: "time", total: 0, exact: true },
      ],
    });
  });

  test("of a span in the far future is empty, and says what the span hides", async () => {
    const { tenant } = await arrangeSix();
    const summary = await summarise({ from: "9871-05-27T21:19:34Z", to: "1970-01-01T00:00:00Z" }, tenant);
    expect(summary).toMatchObject({ total: 0, without: [{ part: "time", total: 6, exact: true }] });
  });

  test("of a workspace without deliveries says so", async () => {
    expect(await summarise({ status: "failed" }, await world.newWorkspace())).toMatchObject({
      total: 0,
      exact: true,
      hasAny: false,
      histogram: null,
      without: [],
    });
  });

  test("never counts another workspace's", async () => {
    const { tenant, ids, webhookId } = await arrangeSix();
    for (const filter of [{ id: ids }, { webhookId }, {}])
      expect((await summarise(filter, world.stranger)).total).toBe(0);
    expect((await summarise({ webhookId }, tenant)).total).toBe(6);
  });
});

describe("with 100,000 deliveries", () => {
  let tenant: World["ctx"];
  beforeAll(async () => {
    tenant = await world.newWorkspace();
    const webhookId = await insertWebhook(tenant);
    await insertDeliveries(tenant, webhookId, 99_990);
  }, 60_000);

  test("the first rows come within a second, whatever the filter", async () => {
    for (const filter of [{}, { status: "failed" }, { code: "5xx" }, { q: "data.id:1" }, { status: "pending" }]) {
      const startedMs = performance.now();
      await listDeliveries(tenant, ListDeliveriesQuery.parse(filter));
      expect([filter, performance.now() - startedMs < 1_000]).toEqual([filter, true]);
    }
  });

  test("the summary counts the newest and says how far it came", async () => {
    const summary = await summarise({}, tenant);
    expect(summary).toMatchObject({ exact: false });
    expect(summary.total).toBeGreaterThanOrEqual(10_000);
    expect(summary.cutShort).toBe("count");
    expect(Date.parse(summary.countedFrom ?? "")).toBeGreaterThan(Date.now() - 10 * 60_000);
    const failed = await summarise({ status: "failed" }, tenant);
    expect(failed).toMatchObject({ total: 9_999, exact: true, cutShort: null });
  });

  test("the summary goes over to the counters where they know the answer", async () => {
    const other = await world.newWorkspace();
    const webhookId = await insertWebhook(other);
    await insertDeliveries(other, webhookId, 20_001);
    await world.database.sql(
      `INSERT INTO webhook_stats (webhook_id, resolution, at, workspace_id, created, delivered, failed)
       VALUES ($1, 'minute', date_trunc('minute', now()), $2, 50000, 48000, 1500)`,
      [webhookId, other.workspace.id],
    );
    const from = new Date(Date.now() - 24 * 3_600_000).toISOString();
    expect(await summarise({ from }, other)).toMatchObject({
      total: 50_000,
      exact: false,
      basis: "counters",
      cutShort: null,
      countedFrom: null,
      byStatus: [
        { status: "pending", count: 500 },
        { status: "delivered", count: 48_000 },
        { status: "failed", count: 1_500 },
      ],
    });
  });

  test("no big table is read from end to end", async () => {
    const filters: z.input<typeof DeliveryFilter>[] = [
      {},
      { status: "failed" },
      { status: "failed,delivered" },
      { status: "pending,sending" },
      { webhookId: newId("webhook") },
      { eventId: newId("event") },
      { id: [newId("delivery"), newId("delivery")] },
      { job: newId("bulkJob") },
      { code: "5xx", error: "server_error", trigger: "manual", attempts: "gte:2", latency: "gte:100" },
      { q: "data.id:1" },
      { from: new Date(Date.now() - 60_000).toISOString() },
    ];
    for (const filter of filters) {
      const { text, values } = chunkStatement(
        tenant.workspace.id,
        DeliveryFilter.parse(filter),
        { fromMs: 0, stepMs: 1_000 },
        null,
      );
      const rows = await world.database.sql<{ "QUERY PLAN": string }>(`EXPLAIN ${text}`, values);
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      const read = [
        ...plan.matchAll(/Seq Scan on (deliveries|attempts|events|bulk_job_deliveries)\w* \w+ .*rows=(\d+)/g),
      ];
      // A partition that is empty is read as a whole for nothing.
      expect([filter, read.filter(([, , estimate]) => Number(estimate) > 100).map(([line]) => line)]).toEqual([
        filter,
        [],
      ]);
    }
  });
});
