import { fromHeaderLines } from "@/lib/deliveries/engine/header-lines";
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/access";
import { DAY_MS } from "@/lib/core/clock";
import { idTimeMs } from "@/lib/core/ids";
import { CAUSES } from "@/lib/egress";
import { loadEnv } from "@/lib/platform/env";
import { closeRuntime, type Runtime, startRuntime } from "@/lib/runtime";
import { verifyDelivery } from "@/lib/signing";
import { getOverview } from "@/lib/stats";
import { getWebhookSecret, listWebhooks } from "@/lib/webhooks";
import { type Demo, seedDemo } from "@/prisma/seed/seed-demo";
import { createTestDatabase } from "@/tests/harness/database";
import { SAMPLE_CAUSES } from "@/tests/harness/sample-causes";

const URL = "http://localhost:3001";
// Three seconds on an idle machine; the tests beside this one take their share.
const TOOK_MS_MAX = 20_000;

describe("the sample in the demo workspace", () => {
  let runtime: Runtime;
  let drop: () => Promise<void>;
  let demo: Demo;
  let tookMs: number;
  let ctx: Context;

  beforeAll(async () => {
    const database = await createTestDatabase();
    drop = database.drop;
    const secret = randomBytes(32).toString("base64");
    runtime = startRuntime(
      "script",
      loadEnv({
        NODE_ENV: "test",
        DATABASE_URL: database.url,
        POSTHORN_ENCRYPTION_KEYS: `k1:${secret}`,
        POSTHORN_API_KEY_PEPPER: secret,
        NEXTAUTH_SECRET: secret,
        WEBHOOK_ALLOW_PRIVATE_NETWORKS: "127.0.0.0/8,::1/128",
        POSTHORN_DEMO: "full",
        LOG_LEVEL: "silent",
      }),
    );
    const begunMs = performance.now();
    ({ demo } = await seedDemo(runtime, URL, undefined));
    tookMs = performance.now() - begunMs;
    ctx = await runtime.systemContext(demo.workspaceId);
  }, 60_000);
  afterAll(async () => {
    await closeRuntime();
    await drop();
  });

  const rows = <Row extends Record<string, unknown>>(sql: string) => runtime.database.sql<Row>(sql);
  const tally = async (sql: string): Promise<Record<string, number>> =>
    Object.fromEntries((await rows<{ key: string; n: number }>(sql)).map(({ key, n }) => [key, n]));
  const count = async (from: string) => (await rows<{ n: number }>(`SELECT count(*) AS n FROM ${from}`))[0]?.n;

  it("is some thousand deliveries of the last thirty days, made in seconds", async () => {
    expect(tookMs).toBeLessThan(TOOK_MS_MAX);
    expect(await count("deliveries")).toBeGreaterThan(3_000);
    const [span] = await rows<{ first: Date; last: Date }>(
      "SELECT min(created_at) AS first, max(created_at) AS last FROM deliveries",
    );
    const agoMs = (at = new Date(0)) => Date.now() - at.getTime();
    expect(agoMs(span?.first)).toBeGreaterThan(29 * DAY_MS);
    expect(agoMs(span?.first)).toBeLessThan(30 * DAY_MS);
    expect(agoMs(span?.last)).toBeLessThan(5 * 60_000);
    for (const table of ["events", "deliveries"])
      for (const { id, at } of await rows<{ id: string; at: Date }>(
        `SELECT id, created_at AS at FROM ${table} LIMIT 200`,
      ))
        expect(Math.abs(idTimeMs(id) - at.getTime())).toBeLessThan(5_000);
  });

  it("shows endpoints, deliveries and attempts in every state there is", async () => {
    const { data } = await listWebhooks(ctx, { limit: 50 } as Parameters<typeof listWebhooks>[1]);
    const states = (of: (webhook: (typeof data)[number]) => string) => new Set(data.map(of));
    expect(states(({ health }) => health.state)).toEqual(
      new Set(["healthy", "degraded", "failing", "idle", "disabled"]),
    );
    expect(states(({ status }) => status)).toEqual(new Set(["active", "paused", "disabled"]));
    expect(data.map(({ statusReason }) => statusReason)).toEqual(
      expect.arrayContaining([
        "Every delivery failed for 5 days running.",
        "The receiver answered 410 Gone.",
        "Disabled by Ada Lovelace.",
        "Paused by Grace Hopper.",
      ]),
    );
    const statuses = await tally("SELECT status AS key, count(*) AS n FROM deliveries GROUP BY 1");
    expect(Object.keys(statuses).sort()).toEqual(["cancelled", "delivered", "failed", "pending", "retrying"]);
    const triggers = await tally("SELECT trigger AS key, count(*) AS n FROM deliveries GROUP BY 1");
    expect(Object.keys(triggers).sort()).toEqual(["event", "replay", "test"]);
    const held = "planned_attempts p JOIN webhooks w ON w.id = p.webhook_id WHERE w.status = 'paused'";
    expect(await count(held)).toBeGreaterThan(0);
    expect(await count("attempts WHERE bulk_job_id IS NOT NULL AND ok")).toBeGreaterThan(10);
    expect(await count("attempts WHERE trigger = 'manual' AND bulk_job_id IS NULL")).toBeGreaterThan(5);
  });

  it("fails in many ways, each found by the classifier", async () => {
    const causes = await tally("SELECT cause AS key, count(*) AS n FROM attempts WHERE cause IS NOT NULL GROUP BY 1");
    expect(Object.keys(causes)).toEqual(expect.arrayContaining([...SAMPLE_CAUSES]));
    for (const cause of Object.keys(causes)) expect(CAUSES).toHaveProperty(cause);
  });

  it("counts what its rows are", async () => {
    const overview = await getOverview(ctx, { from: new Date(Date.now() - 31 * DAY_MS) });
    const [recount] = await rows(`SELECT count(*)::int AS total,
      count(*) FILTER (WHERE status = 'delivered')::int AS delivered, count(*) FILTER (WHERE status = 'failed')::int AS failed,
      count(*) FILTER (WHERE status = 'delivered' AND NOT EXISTS (
        SELECT FROM attempts a WHERE a.delivery_id = d.id AND a.number = 1 AND a.ok))::int AS retried,
      count(*) FILTER (WHERE status = 'cancelled')::int AS cancelled, count(*) FILTER (WHERE status = 'pending')::int AS pending,
      count(*) FILTER (WHERE status = 'retrying')::int AS retrying, (SELECT count(*)::int FROM attempts) AS attempts
      FROM deliveries d`);
    expect(overview).toMatchObject({ ...recount });
    expect(overview.causes).toEqual(
      await tally("SELECT cause AS key, count(*) AS n FROM attempts WHERE NOT ok GROUP BY 1"),
    );
    expect(overview.responseCodes).toEqual(
      await tally("SELECT coalesce(status_code::text, 'none') AS key, count(*) AS n FROM attempts GROUP BY 1"),
    );
    const unequal = `deliveries d WHERE attempt_count <> (SELECT count(*) FROM attempts a WHERE a.delivery_id = d.id)
      OR (status IN ('pending', 'retrying')) <> EXISTS (SELECT FROM planned_attempts p WHERE p.delivery_id = d.id)
      OR (completed_at IS NULL) <> (status IN ('pending', 'retrying'))`;
    expect(await count(unequal)).toBe(0);
    const [job] = await rows<{ id: string; retried: number }>("SELECT id, retried FROM bulk_jobs");
    expect(await count(`attempts WHERE bulk_job_id = '${job?.id}'`)).toBe(job?.retried);
  });

  it("was signed with the endpoint's secret", async () => {
    const [attempt] = await rows<{ webhook_id: string; request_headers: string; body: string; at: Date }>(
      `SELECT a.webhook_id, a.request_headers, e.body, a.started_at AS at FROM attempts a JOIN events e ON e.id = a.event_id
       ORDER BY a.id DESC LIMIT 1`,
    );
    const headers = Object.fromEntries(
      fromHeaderLines(attempt?.request_headers ?? "").map(([name, value]) => [name.toLowerCase(), value]),
    );
    const { secret } = await getWebhookSecret(ctx, attempt?.webhook_id ?? "");
    const verdict = verifyDelivery({
      headers,
      body: Buffer.from(attempt?.body ?? ""),
      secrets: [secret],
      nowSeconds: Math.floor((attempt?.at.getTime() ?? 0) / 1_000),
    });
    expect(verdict.outcome).toBe("valid");
  });

  it("calls nobody else: whatever is still to be sent goes to inboxes of this instance, or is not sent", async () => {
    expect(await count(`webhooks WHERE status = 'active' AND url NOT LIKE '${URL}/in/%'`)).toBe(0);
    expect(await count("webhooks WHERE status <> 'active' AND url NOT SIMILAR TO 'https?://([a-z]+.)+example/%'")).toBe(
      0,
    );
  });

  it("meets none of the events that somebody tries out", async () => {
    const open = "webhooks WHERE project_id IS NULL AND events <> ARRAY['webhook.failing', 'webhook.disabled']";
    expect(await count(open)).toBe(0);
  });

  it("is told in the audit log in the order of its times", async () => {
    const entries = await rows<{ at: Date; action: string }>(
      "SELECT created_at AS at, action FROM audit_entries ORDER BY id",
    );
    const times = entries.map(({ at }) => at.getTime());
    expect(times.every((at, index) => at >= (times[index - 1] ?? 0) - 1_000)).toBe(true);
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["webhook.created", "webhook.paused", "webhook.disabled", "deliveries.bulk_retried"]),
    );
  });

  it("is not added a second time, nor to a workspace that is in use", async () => {
    const tables = ["events", "deliveries", "attempts", "webhooks", "inboxes", "projects", "users", "audit_entries"];
    const before = await Promise.all(tables.map(count));
    await seedDemo(runtime, URL, demo);
    expect(await Promise.all(tables.map(count))).toEqual(before);
  });
});
