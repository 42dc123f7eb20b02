import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/access";
import { DAY_MS } from "@/lib/core/clock";
import { bulkRetry, getQueueStats, summariseDeliveries } from "@/lib/deliveries";
import { BulkRetryInput, DeliveryFilter } from "@/lib/deliveries/schemas";
import { foldStats, getOverview, getTimeseries, getWebhookStats, listEventTypeFigures } from "@/lib/stats";
import { EventTypeFiguresQuery, WebhookFiguresQuery } from "@/lib/stats/schemas";
import { listWebhookFigures, listWebhooks } from "@/lib/webhooks";
import { type Node, readingOf } from "@/tests/harness/query-plan";
import { insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";
import { insertDeliveries } from "./insert-many";

const COUNT = 50_000;
/** Every tenth of them failed. Of these a list of webhooks and the queue count so many, a dry run all. */
const FAILED_COUNTED = 2_500;
const WEBHOOKS = 4;
const DAYS = 40;
/** Of each webhook: the minutes of the hour that a span before begins in, and those of two spans that are not folded yet. */
const MINUTES_MAX = WEBHOOKS * (60 + 2 * 30);
/** Where webhooks are told apart also their hours or days, of two spans; else those of the workspace. */
const COUNTERS_MAX = MINUTES_MAX + WEBHOOKS * 2 * (30 + 24 + 24);
const TOGETHER_MAX = 2 * 31 * 24;

let world: World;
let webhookId: string;
beforeAll(async () => {
  world = await createWorld();
  for (let n = 0; n < WEBHOOKS; n += 1) webhookId = await insertWebhook(world.ctx);
  await insertDeliveries(world.ctx, webhookId, COUNT);
  // Minutes of three days, and hours before them.
  await world.database.sql(
    `INSERT INTO webhook_stats (webhook_id, resolution, at, workspace_id, created, delivered, attempts, latency)
     SELECT w.id, 'minute', date_trunc('minute', now()) - n * interval '1 minute', workspace_id, 50, 50, 50, ARRAY[0, 50]
     FROM webhooks w, generate_series(0, 3 * 1440) AS n WHERE workspace_id = $1
     UNION ALL
     SELECT w.id, 'hour', date_trunc('hour', now(), 'UTC') - n * interval '1 hour', workspace_id, 50, 50, 50, ARRAY[0, 50]
     FROM webhooks w, generate_series(75, ${DAYS} * 24) AS n WHERE workspace_id = $1`,
    [world.ctx.workspace.id],
  );
  await world.database.sql(
    `INSERT INTO workspace_stats (workspace_id, project_id, resolution, at, created, delivered, attempts, latency)
     SELECT workspace_id, '', 'hour', at, sum(created), sum(delivered), sum(attempts), total_counts(latency)
     FROM webhook_stats WHERE resolution = 'hour' GROUP BY workspace_id, at`,
  );
  await foldStats(world.database);
  await world.database.sql("VACUUM (ANALYZE)");
});
afterAll(() => world.close());

const from = (days: number) => new Date(Date.now() - days * DAY_MS);
const asked: [string, (ctx: Context) => Promise<unknown>, deliveriesMax: number][] = [
  ["the overview of a day", (ctx) => getOverview(ctx, {}), 0],
  ["the overview of a month", (ctx) => getOverview(ctx, { from: from(30) }), 0],
  ["a chart of a day", (ctx) => getTimeseries(ctx, { interval: "auto" }), 0],
  ["a chart of a month", (ctx) => getTimeseries(ctx, { from: from(30), interval: "auto" }), 0],
  ["a webhook's month", (ctx) => getWebhookStats(ctx, webhookId, { from: from(30), interval: "auto" }), 0],
  ["all webhooks", (ctx) => listWebhookFigures(ctx, WebhookFiguresQuery.parse({})), FAILED_COUNTED + 1],
  ["a list of webhooks", (ctx) => listWebhooks(ctx, { limit: 50 }), WEBHOOKS],
  ["event types", (ctx) => listEventTypeFigures(ctx, EventTypeFiguresQuery.parse({})), 4_000 + COUNT / 10],
  ["the queue", (ctx) => getQueueStats(ctx, "redis"), FAILED_COUNTED + 1],
  ["a summary of all", (ctx) => summariseDeliveries(ctx, DeliveryFilter.parse({})), 1],
  ["a dry run", (ctx) => bulkRetry(ctx, BulkRetryInput.parse({ filter: {}, dryRun: true })), COUNT / 10],
];

test.each(asked)("%s reads counters, and few rows beside them", async (_name, ask, deliveriesMax) => {
  for (const { rows, whole } of await readingsOf(ask)) {
    expect(rows.deliveries).toBeLessThanOrEqual(deliveriesMax);
    expect(rows.webhook_stats + rows.webhook_stat_details).toBeLessThanOrEqual(
      rows.workspace_stats === 0 ? COUNTERS_MAX : MINUTES_MAX,
    );
    expect(rows.workspace_stats).toBeLessThanOrEqual(TOGETHER_MAX);
    expect(whole.filter((table) => !/^(webhook|workspace)_stat/.test(table))).toEqual([]);
  }
});

/** @returns what each statement of ours read that a verb was carried out with. */
async function readingsOf(ask: (ctx: Context) => Promise<unknown>) {
  const { db } = world.ctx;
  const said: { text: string; values: unknown[] }[] = [];
  const listening = new Proxy(db, {
    get: (target, key) =>
      key === "$queryRawUnsafe"
        ? (text: string, ...values: unknown[]) => {
            said.push({ text, values });
            return db.$queryRawUnsafe(text, ...values);
          }
        : Reflect.get(target, key),
  });
  await ask({ ...world.ctx, db: listening });
  expect(said.length).toBeGreaterThan(0);
  return Promise.all(
    said.map(async ({ text, values }) => {
      const [row] = await world.database.sql<{ "QUERY PLAN": [{ Plan: Node }] }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
        values,
      );
      return readingOf(row?.["QUERY PLAN"][0].Plan);
    }),
  );
}
