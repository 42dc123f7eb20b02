import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cancelDelivery, retryDelivery } from "@/lib/deliveries";
import { acceptRequests } from "@/lib/events/accept-requests";
import { foldStats, getOverview, getTimeseries, getWebhookStats } from "@/lib/stats";
import type { ReceiverStep } from "@/tests/harness/http-receiver";
import { openStage, type Stage } from "./stage";

const RECOUNT = `
SELECT count(*)::int AS total,
  count(*) FILTER (WHERE status = 'delivered')::int AS delivered,
  count(*) FILTER (WHERE status = 'delivered' AND NOT EXISTS (
    SELECT FROM attempts a WHERE a.delivery_id = d.id AND a.number = 1 AND a.ok))::int AS retried,
  count(*) FILTER (WHERE status = 'failed')::int AS failed,
  count(*) FILTER (WHERE status = 'cancelled')::int AS cancelled,
  count(*) FILTER (WHERE status = 'pending')::int AS pending,
  count(*) FILTER (WHERE status = 'retrying')::int AS retrying,
  count(*) FILTER (WHERE status = 'delivered')::float8 / nullif(count(*) FILTER (WHERE status IN ('delivered', 'failed')), 0) AS "successRate"
FROM deliveries d WHERE $1 = '' OR webhook_id = $1`;

const RECOUNT_ATTEMPTS = `
SELECT count(*)::int AS attempts,
  count(*) FILTER (WHERE number = 1 AND ok)::float8 / nullif(count(*) FILTER (WHERE number = 1), 0) AS "firstAttemptSuccessRate",
  percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY total_ms) AS exact, avg(total_ms) AS avg,
  (SELECT coalesce(jsonb_object_agg(code, n), '{}') FROM (SELECT coalesce(status_code::text, 'none') AS code, count(*) AS n
    FROM attempts WHERE $1 = '' OR webhook_id = $1 GROUP BY 1) AS codes) AS "responseCodes",
  (SELECT coalesce(jsonb_object_agg(cause, n), '{}') FROM (SELECT cause, count(*) AS n
    FROM attempts WHERE NOT ok AND ($1 = '' OR webhook_id = $1) GROUP BY 1) AS causes) AS causes
FROM attempts WHERE $1 = '' OR webhook_id = $1`;

describe("statistics", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const pick = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)] as T;
  const randomSteps = (): ReceiverStep[] => {
    const kinds: ReceiverStep[] = [{ status: 200 }, { status: 204, delayMs: 15 }, { status: 200, delayMs: 3 }];
    const bad: ReceiverStep[] = [{ status: 500 }, { status: 404 }, { status: 503, delayMs: 5 }, { drop: true }];
    return Array.from({ length: 60 }, () => (Math.random() < 0.75 ? pick(kinds) : pick(bad)));
  };

  /** Deliveries that succeed, fail, are retried by hand and cancelled, at random. */
  async function play(): Promise<string[]> {
    const webhooks = [
      await stage.newWebhook({ retryScheduleMs: [1_000] }),
      await stage.newWebhook({ retryScheduleMs: [1_000, 86_400_000] }),
    ];
    for (const { path } of webhooks) stage.receiver.script(path, ...randomSteps(), { status: 200 });
    await stage.startWorker();
    await stage.sendMany(50);
    const { sql } = stage.runtime.database;
    for (let round = 0; round < 40; round += 1) {
      const [row] = await sql<{ id: string }>("SELECT id FROM deliveries ORDER BY random() LIMIT 1");
      const act = Math.random() < 0.6 ? retryDelivery : cancelDelivery;
      if (row !== undefined)
        await act(stage.ctx, row.id).catch((error: { code?: string }) =>
          expect(error.code).toBe("delivery_not_cancellable"),
        );
    }
    await stage.waitForCount(
      "SELECT count(*)::int FROM planned_attempts WHERE due_at < now() + interval '1 hour'",
      0,
      25_000,
    );
    return webhooks.map(({ id }) => id);
  }

  async function expectRecount(figures: object, webhookId: string): Promise<void> {
    const { sql } = stage.runtime.database;
    const [deliveries] = await sql(RECOUNT, [webhookId]);
    const [attempts] = await sql<{ exact: number[]; avg: number }>(RECOUNT_ATTEMPTS, [webhookId]);
    const { exact = [], avg, ...counted } = attempts ?? {};
    expect(figures).toMatchObject({ ...deliveries, ...counted });
    const { latencyMs } = figures as { latencyMs: { avg: number; p50: number; p95: number; p99: number } };
    expect(latencyMs.avg).toBeCloseTo(avg ?? Number.NaN, 1);
    [latencyMs.p50, latencyMs.p95, latencyMs.p99].forEach((estimate, index) => {
      const precise = Math.max(1, exact[index] ?? Number.NaN);
      expect(Math.abs(estimate - precise) / precise).toBeLessThanOrEqual(0.051);
    });
  }

  it("equal a recount of the rows, whatever happened, before and after they are folded", async () => {
    const [first = "", second = ""] = await play();
    const day = { from: undefined, to: undefined };
    const check = async (from?: Date) => {
      await expectRecount(await getOverview(stage.ctx, { ...day, from }), "");
      for (const id of [first, second])
        await expectRecount(await getWebhookStats(stage.ctx, id, { ...day, from, interval: "auto" }), id);
    };
    await check();
    const { sql } = stage.runtime.database;
    await sql("UPDATE webhook_stats SET at = at - interval '3 days'");
    await foldStats(stage.runtime.database);
    expect(await sql("SELECT DISTINCT resolution FROM webhook_stats")).toEqual([{ resolution: "day" }]);
    expect(await sql("SELECT DISTINCT resolution FROM webhook_stat_details")).toEqual([{ resolution: "hour" }]);
    await check(new Date(Date.now() - 4 * 86_400_000));
    await sql("UPDATE webhook_stats SET at = at - interval '60 days'");
    await sql("UPDATE webhook_stat_details SET at = at - interval '60 days'");
    await sql("UPDATE workspace_stats SET at = at - interval '60 days'");
    await foldStats(stage.runtime.database);
    expect(await sql("SELECT resolution FROM webhook_stat_details")).toEqual([]);
    expect(await sql("SELECT DISTINCT resolution FROM workspace_stats")).toEqual([{ resolution: "day" }]);
    await check(new Date(Date.now() - 65 * 86_400_000));
  }, 60_000);

  it("of what comes in hold up no attempt: one is recorded while an ingest of the same webhook is not committed yet", async () => {
    const { path } = await stage.newWebhook();
    stage.receiver.script(path, { status: 200, delayMs: 1_000 });
    await stage.startWorker();
    await stage.sendMany(1);
    await stage.receiver.waitForRequests(1);
    const { database } = stage.runtime;
    const rollback = new Error("never committed");
    const ingest = database.transaction(async (sql) => {
      const store = { sql, transaction: <T>(work: (inner: typeof sql) => Promise<T>) => work(sql) };
      const event = { type: "project.created", dataText: "{}" };
      await acceptRequests(store, [{ workspaceId: stage.ctx.workspace.id, events: [event] }], Date.now());
      await stage.waitForCount("SELECT count(*)::int FROM deliveries WHERE status = 'delivered'", 1, 5_000);
      throw rollback;
    });
    await expect(ingest).rejects.toBe(rollback);
  });

  it("of a series add up to the total, leave out what is empty, and are null without data", async () => {
    const { id } = await stage.newWebhook();
    const empty = await getWebhookStats(stage.ctx, id, { interval: "auto" });
    expect(empty).toMatchObject({
      total: 0,
      successRate: null,
      firstAttemptSuccessRate: null,
      series: [],
      responseCodes: {},
    });
    expect(empty.latencyMs).toEqual({ avg: null, p50: null, p95: null, p99: null });
    await stage.startWorker();
    await stage.sendMany(20);
    await stage.waitForCount("SELECT sum(delivered)::int FROM webhook_stats", 20);
    const { interval, series } = await getTimeseries(stage.ctx, { interval: "minute" });
    expect(interval).toBe("minute");
    expect(series.length).toBeLessThanOrEqual(2);
    expect(series.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(20);
    expect(series[0]).toMatchObject({ successRate: 1, p50Ms: expect.any(Number) });
  });

  it("of another workspace's webhook do not exist", async () => {
    const { id } = await stage.newWebhook();
    const stranger = { ...stage.ctx, workspace: { id: "ws_other", slug: "other" } };
    await expect(getWebhookStats(stranger, id, { interval: "auto" })).rejects.toMatchObject({ code: "not_found" });
  });
});
