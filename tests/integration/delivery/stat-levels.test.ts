import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/core/clock";
import { applyStatDeltas, foldStats, getOverview, getTimeseries, getWebhookStats } from "@/lib/stats";
import { insertProject, insertWebhook } from "@/tests/harness/rows";
import { createWorld, type World } from "@/tests/harness/world";

const DAYS = 5;
const INTERVAL_MS = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS };

/** The oracle: each minute's count, never folded. */
const counts = new Map<number, number>();
const nowMs = Date.now();
let world: World;
/** One webhook without a project and one of a project: each has every second of the minutes. */
let projectId: string;
let webhookIds: [string, string];
const isOfProject = (minuteMs: number) => (minuteMs / MINUTE_MS) % 2 === 1;

const sumOf = (fromMs: number, toMs: number, isMeant: (minuteMs: number) => boolean = () => true) =>
  [...counts].reduce((sum, [atMs, count]) => sum + (atMs >= fromMs && atMs < toMs && isMeant(atMs) ? count : 0), 0);

async function count(minutes: readonly number[]): Promise<void> {
  const deltas = minutes.map((atMs, index) => {
    const isBound = isOfProject(Math.floor(atMs / MINUTE_MS) * MINUTE_MS);
    return {
      webhookId: webhookIds[isBound ? 1 : 0],
      workspaceId: world.ctx.workspace.id,
      projectId: isBound ? projectId : null,
      atMs,
      counters: { created: 1 + (index % 3), delivered: 1 + (index % 3) },
      latenciesMs: [10 + (index % 50)],
    };
  });
  for (const { atMs, counters } of deltas) {
    const minuteMs = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
    counts.set(minuteMs, (counts.get(minuteMs) ?? 0) + counters.created);
  }
  await applyStatDeltas(world.database.sql, deltas);
}

/** Every seventh minute of the last days. */
const everySeventh = Array.from({ length: (DAYS * DAY_MS) / (7 * MINUTE_MS) }, (_, n) => nowMs - n * 7 * MINUTE_MS);

beforeAll(async () => {
  world = await createWorld();
  projectId = await insertProject(world.ctx);
  webhookIds = [await insertWebhook(world.ctx), await insertWebhook(world.ctx, { projectId })];
  await count(everySeventh);
  await foldStats(world.database);
  // What is delivered late counts in the minute it came in, long after that was folded.
  await count(everySeventh.filter((_, index) => index % 5 === 0));
  await foldStats(world.database);
  await count(everySeventh.filter((_, index) => index % 11 === 0));
});
afterAll(() => world.close());

describe("counters that were folded", () => {
  it("are kept in few rows, which a month is read from, and in fine ones for as long as they may be asked for", async () => {
    const { sql } = world.database;
    const oldestOf = async (table: string, resolution: string) => {
      const [row] = await sql<{ oldest: Date | null; rows: number }>(
        `SELECT min(at) AS oldest, count(*)::int AS rows FROM ${table} WHERE resolution = $1`,
        [resolution],
      );
      return { rows: row?.rows ?? 0, ageMs: nowMs - (row?.oldest?.getTime() ?? nowMs) };
    };
    const fine = await oldestOf("webhook_stat_details", "minute");
    expect(fine.ageMs).toBeGreaterThan(47 * HOUR_MS);
    expect(fine.ageMs).toBeLessThan(51 * HOUR_MS);
    const days = await oldestOf("webhook_stats", "day");
    expect(days.rows).toBeGreaterThanOrEqual(DAYS - 2);
    expect(days.ageMs).toBeGreaterThan((DAYS - 1) * DAY_MS);
    expect((await oldestOf("webhook_stats", "hour")).ageMs).toBeLessThan(2 * DAY_MS + HOUR_MS);
  });

  it("add up to the same for every span of the last two days, to the minute or its full hour, and at every interval", async () => {
    const minute = fc.integer({ min: 0, max: 47 * 60 });
    const interval = fc.constantFrom("minute" as const, "hour" as const, "day" as const);
    await fc.assert(
      fc.asyncProperty(minute, minute, interval, async (one, other, asked) => {
        fc.pre(one !== other && (asked !== "minute" || Math.abs(one - other) < 1_400));
        const [fromMs, toMs] = [Math.max(one, other), Math.min(one, other)].map(
          (ago) => Math.floor((nowMs - ago * MINUTE_MS) / MINUTE_MS) * MINUTE_MS,
        ) as [number, number];
        const span = { from: new Date(fromMs), to: new Date(toMs) };
        const wholeMs = toMs - fromMs > 6 * HOUR_MS ? Math.floor(fromMs / HOUR_MS) * HOUR_MS : fromMs;
        const expected = sumOf(wholeMs, toMs);
        expect((await getOverview(world.ctx, span)).total).toBe(expected);
        const ofProject = sumOf(wholeMs, toMs, isOfProject);
        expect((await getOverview(world.ctx, { ...span, projectId })).total).toBe(ofProject);
        const [unbound, bound] = await Promise.all(
          webhookIds.map((id) => getWebhookStats(world.ctx, id, { ...span, interval: "auto" })),
        );
        expect([unbound?.total, bound?.total]).toEqual([expected - ofProject, ofProject]);
        const { series } = await getTimeseries(world.ctx, { ...span, interval: asked });
        for (const { at, total } of series) {
          const atMs = new Date(at).getTime();
          expect([at, total]).toEqual([at, sumOf(Math.max(atMs, wholeMs), Math.min(atMs + INTERVAL_MS[asked], toMs))]);
        }
        expect(series.reduce((sum, { total }) => sum + total, 0)).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });

  it("add up to the same for older spans, to the hour", async () => {
    const hour = fc.integer({ min: 49, max: DAYS * 24 - 1 });
    await fc.assert(
      fc.asyncProperty(hour, fc.integer({ min: 0, max: 100 }), async (ago, length) => {
        const fromMs = Math.floor((nowMs - ago * HOUR_MS) / HOUR_MS) * HOUR_MS;
        const toMs = Math.min(nowMs + MINUTE_MS, fromMs + (length + 1) * HOUR_MS);
        const span = { from: new Date(fromMs), to: new Date(toMs) };
        expect((await getOverview(world.ctx, span)).total).toBe(sumOf(fromMs, toMs));
        const { series } = await getTimeseries(world.ctx, { ...span, interval: "hour" });
        expect(series.reduce((sum, { total }) => sum + total, 0)).toBe(sumOf(fromMs, toMs));
      }),
      { numRuns: 40 },
    );
  });
});
