import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  bulkCancel,
  bulkRetry,
  cancelBulkJob,
  getBulkJob,
  getDelivery,
  listDeliveries,
  retryDelivery,
  runBulkJobStep,
  summariseDeliveries,
} from "@/lib/deliveries";
import { BulkCancelInput, BulkRetryInput, DeliveryFilter, ListDeliveriesQuery } from "@/lib/deliveries/schemas";
import { triggerEvent } from "@/lib/events";
import { insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";
import { claim, recordOutcome } from "./arrange";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

type Tenant = World["ctx"];

/** As many deliveries to one webhook as there are outcomes, in this order. */
async function arrange(outcomes: ("failed" | "delivered" | "retrying" | "pending")[]) {
  const tenant = await world.newWorkspace();
  const webhookId = await insertWebhook(tenant, { events: ["user.created"] });
  const ids: string[] = [];
  for (const status of outcomes) {
    const event = await triggerEvent(tenant, { type: "user.created", data: { status } });
    const [row] = await world.database.sql<{ id: string }>("SELECT id FROM deliveries WHERE event_id = $1", [event.id]);
    const deliveryId = row?.id ?? "";
    if (status !== "pending") await recordOutcome(tenant, { deliveryId, status, statusCode: 500 });
    ids.push(deliveryId);
  }
  return { tenant, webhookId, ids };
}

const statusesOf = (tenant: Tenant, ids: string[]) =>
  Promise.all(ids.map(async (id) => (await getDelivery(tenant, id)).status));
const idsOfJob = async (tenant: Tenant, job: string) =>
  (await listDeliveries(tenant, ListDeliveriesQuery.parse({ job }))).data.map(({ id }) => id);
const step = (tenant: Tenant, jobId: string, limit?: number) =>
  runBulkJobStep(world.database, tenant.services, jobId, limit);

describe("a bulk retry", () => {
  test("leaves out what it is told to, and says how many of each", async () => {
    const { tenant, ids } = await arrange(["failed", "delivered", "delivered", "retrying"]);
    const input = { filter: { id: ids, status: "failed,delivered,retrying" } };
    const preview = async (exclude: string[]) =>
      (await bulkRetry(tenant, BulkRetryInput.parse({ ...input, exclude, dryRun: true }))).preview;
    expect(await preview([])).toMatchObject({ total: 4, retryable: 4, excluded: [] });
    expect(await preview(["delivered", "waiting"])).toMatchObject({
      total: 4,
      retryable: 1,
      excluded: [
        { reason: "delivered", count: 2 },
        { reason: "waiting", count: 1 },
      ],
    });
    await world.database.sql("UPDATE webhooks SET status = 'paused' WHERE workspace_id = $1", [tenant.workspace.id]);
    expect(
      (
        await bulkRetry(
          tenant,
          BulkRetryInput.parse({ filter: { status: "failed" }, exclude: ["webhook_paused"], dryRun: true }),
        )
      ).preview,
    ).toMatchObject({ retryable: 0, excluded: [{ reason: "webhook_paused", count: 1 }] });
  });

  test("says which payloads are no longer kept, and leaves those out", async () => {
    const { tenant, ids } = await arrange(["failed", "failed"]);
    await world.database.sql("DELETE FROM events WHERE id = (SELECT event_id FROM deliveries WHERE id = $1)", [ids[0]]);
    const { preview, job } = await bulkRetry(tenant, BulkRetryInput.parse({ filter: {} }));
    expect(preview).toMatchObject({ total: 2, retryable: 1, excluded: [{ reason: "payload_expired", count: 1 }] });
    expect(await step(tenant, job?.id ?? "")).toEqual({ finished: true, changed: 1 });
    expect(await idsOfJob(tenant, job?.id ?? "")).toEqual([ids[1]]);
  });

  test("stops at its most, newest first, and lists exactly what it put back", async () => {
    const { tenant, ids } = await arrange(["failed", "failed", "delivered", "failed", "failed"]);
    const { job } = await bulkRetry(
      tenant,
      BulkRetryInput.parse({ filter: { status: "failed,delivered" }, exclude: ["delivered"], max: 3 }),
    );
    const jobId = job?.id ?? "";
    for (let finished = false; !finished;) ({ finished } = await step(tenant, jobId, 2));
    expect(await getBulkJob(tenant, jobId)).toMatchObject({
      kind: "retry",
      status: "done",
      max: 3,
      exclude: ["delivered"],
      retried: 3,
      cancelled: 0,
      skipped: 1,
    });
    expect(await idsOfJob(tenant, jobId)).toEqual([ids[4], ids[3], ids[1]]);
    expect((await summariseDeliveries(tenant, DeliveryFilter.parse({ job: jobId }))).byStatus).toEqual([
      { status: "pending", count: 3 },
    ]);
    expect(await idsOfJob(world.stranger, jobId)).toEqual([]);
  });

  test("with a rate spreads its attempts, plans half a minute ahead, and takes back what is not due when it is stopped", async () => {
    const { tenant } = await arrange(Array.from({ length: 40 }, () => "failed" as const));
    const { job } = await bulkRetry(tenant, BulkRetryInput.parse({ filter: {}, ratePerSecond: 1 }));
    const jobId = job?.id ?? "";
    expect(await step(tenant, jobId)).toEqual({ finished: false, changed: 30 });
    expect(await step(tenant, jobId)).toEqual({ finished: false, changed: 0, rests: true });
    const [times] = await world.database.sql<{ n: number; seconds: number }>(
      `SELECT count(DISTINCT due_at)::int AS n, extract(epoch FROM max(due_at) - min(due_at))::int AS seconds
       FROM planned_attempts WHERE bulk_job_id = $1`,
      [jobId],
    );
    expect(times).toEqual({ n: 30, seconds: 29 });
    await world.database.sql("UPDATE bulk_jobs SET paced_until = now() + interval '1 second' WHERE id = $1", [jobId]);
    expect(await step(tenant, jobId)).toEqual({ finished: true, changed: 10 });

    const again = await arrange(Array.from({ length: 40 }, () => "failed" as const));
    const paced = await bulkRetry(again.tenant, BulkRetryInput.parse({ filter: {}, ratePerSecond: 1 }));
    const pacedId = paced.job?.id ?? "";
    await step(again.tenant, pacedId);
    const stopped = await cancelBulkJob(again.tenant, pacedId);
    expect(stopped).toMatchObject({ status: "cancelled", processed: 30 });
    expect(stopped.retried).toBeLessThan(5);
    expect(stopped.retried + stopped.skipped).toBe(30);
    expect(await idsOfJob(again.tenant, pacedId)).toHaveLength(stopped.retried);
  });
});

describe("a bulk cancel", () => {
  test("ends what waits, takes manual retries back, and leaves the rest as it is", async () => {
    const { tenant, ids, webhookId } = await arrange(["pending", "retrying", "failed", "delivered", "pending"]);
    const [pending = "", retrying = "", failed = "", delivered = "", sending = ""] = ids;
    await retryDelivery(tenant, failed);
    await claim(tenant, sending);
    const input = { filter: { status: "pending,retrying,sending" } };
    const dry = await bulkCancel(tenant, BulkCancelInput.parse({ ...input, dryRun: true }));
    expect(dry).toEqual({
      preview: {
        total: 4,
        exact: true,
        cancellable: 3,
        byWebhook: [{ webhookId, name: "Test", count: 3 }],
        byStatus: [
          { status: "pending", count: 2 },
          { status: "retrying", count: 1 },
        ],
        excluded: [{ reason: "sending", count: 1 }],
      },
      job: null,
    });
    const { job } = await bulkCancel(tenant, BulkCancelInput.parse(input));
    const jobId = job?.id ?? "";
    expect(await step(tenant, jobId)).toEqual({ finished: true, changed: 3 });
    expect(await getBulkJob(tenant, jobId)).toMatchObject({
      kind: "cancel",
      status: "done",
      processed: 4,
      retried: 0,
      cancelled: 3,
      skipped: 1,
    });
    expect(await statusesOf(tenant, [pending, retrying, failed, delivered, sending])).toEqual([
      "cancelled",
      "cancelled",
      "failed",
      "delivered",
      "sending",
    ]);
    expect(await idsOfJob(tenant, jobId)).toEqual([failed, retrying, pending]);
    const [stats] = await world.database.sql(
      "SELECT sum(cancelled)::int AS n FROM webhook_stats WHERE webhook_id = $1",
      [webhookId],
    );
    expect(stats).toEqual({ n: 2 });
  });

  test("without a status is about what waits; it can be bounded", async () => {
    const { tenant, ids } = await arrange(["pending", "failed", "pending", "pending"]);
    const { job, preview } = await bulkCancel(tenant, BulkCancelInput.parse({ filter: {}, max: 2 }));
    expect(preview).toMatchObject({ total: 3, cancellable: 3 });
    expect(await step(tenant, job?.id ?? "")).toEqual({ finished: true, changed: 2 });
    expect(await statusesOf(tenant, ids)).toEqual(["pending", "failed", "cancelled", "cancelled"]);
  });

  test("reaches only the caller's own deliveries", async () => {
    const { ids } = await arrange(["pending"]);
    const { preview } = await bulkCancel(world.stranger, BulkCancelInput.parse({ filter: { id: ids }, dryRun: true }));
    expect(preview.total).toBe(0);
  });
});

test("a filter takes at most a thousand ids, and bounds that are written as such", () => {
  const id = "dlv_01h455vb4pex5vsknk084sn02q";
  const accepts = (filter: object) => DeliveryFilter.safeParse(filter).success;
  expect(accepts({ id: Array.from({ length: 1_000 }, () => id) })).toBe(true);
  expect(accepts({ id: Array.from({ length: 1_001 }, () => id) })).toBe(false);
  for (const attempts of ["gte:3", "lte:0"]) expect(accepts({ attempts, latency: attempts })).toBe(true);
  for (const attempts of ["3", "gt:3", "gte:-1", "gte:", "gte:99999999"]) expect(accepts({ attempts })).toBe(false);
});
