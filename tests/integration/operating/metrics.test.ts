import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readMetrics } from "@/lib/http";
import { openStage, type Stage, until } from "@/tests/integration/delivery/stage";

describe("metrics that alerts stand on", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const sql = (text: string) => stage.runtime.database.sql(text);
  const read = async (name: string) => {
    const values = (await readMetrics(stage.runtime.database.sql)).matchAll(
      new RegExp(`^${name}(?:\\{.*process="web".*\\})? (.+)$`, "gm"),
    );
    return Number([...values][0]?.[1]);
  };

  it("a webhook is unserved when no worker looks at what is due, not when its breaker, its rate or a pause holds it", async () => {
    const { id } = await stage.newWebhook();
    await stage.send();
    expect(await read("posthorn_webhooks_unserved")).toBe(0);
    await sql(
      "UPDATE planned_attempts SET due_at = now() - interval '2 minutes', planned_for = now() - interval '2 minutes'",
    );
    expect(await read("posthorn_webhooks_unserved")).toBe(1);

    await sql(`INSERT INTO lanes (webhook_id, workspace_id, refilled_at) VALUES ('${id}', '${stage.ctx.workspace.id}', now())
      ON CONFLICT (webhook_id) DO UPDATE SET refilled_at = now()`);
    expect(await read("posthorn_webhooks_unserved")).toBe(0);
    await sql("UPDATE lanes SET refilled_at = now() - interval '2 minutes'");
    expect(await read("posthorn_webhooks_unserved")).toBe(1);
    await sql("UPDATE lanes SET breaker = 'open', probe_at = now() + interval '5 minutes'");
    expect(await read("posthorn_webhooks_unserved")).toBe(0);
    await sql("UPDATE lanes SET probe_at = now() - interval '2 minutes'");
    expect(await read("posthorn_webhooks_unserved")).toBe(1);
    await sql("UPDATE webhooks SET status = 'paused'");
    expect(await read("posthorn_webhooks_unserved")).toBe(0);
  });

  it("a webhook with a backlog under its rate is served, and so is none of the rest", async () => {
    await stage.newWebhook({ rateLimit: 1 });
    await stage.sendMany(50);
    await sql(
      "UPDATE planned_attempts SET due_at = now() - interval '2 minutes', planned_for = now() - interval '2 minutes'",
    );
    expect(await read("posthorn_webhooks_unserved")).toBe(1);
    await stage.startWorker();
    await stage.receiver.waitForRequests(2);
    expect(await read("posthorn_deliveries_overdue")).toBeGreaterThan(0);
    expect(await read("posthorn_webhooks_unserved")).toBe(0);
  });

  it("what is quarantined and what is recorded too late is counted", async () => {
    const { path } = await stage.newWebhook();
    const [quarantined, tooLate] = [
      await read("posthorn_deliveries_quarantined_total"),
      await read("posthorn_attempts_too_late_total"),
    ];
    const lost = await stage.send();
    await sql("UPDATE planned_attempts SET crashes = 3");
    await stage.startWorker();
    await stage.waitForState(lost, "failed");
    await until(
      async () => (await read("posthorn_deliveries_quarantined_total")) === quarantined + 1,
      "the quarantine to be counted",
    );

    stage.receiver.script(path, { status: 200, delayMs: 500 }, { status: 200 });
    const slow = await stage.send();
    await stage.receiver.waitForRequests(1);
    await sql("UPDATE planned_attempts SET lease = lease + 1, due_at = now()");
    await until(
      async () => (await read("posthorn_attempts_too_late_total")) === tooLate + 1,
      "the late attempt to be counted",
    );
    await stage.waitForState(slow, "delivered");
  });

  it("the database's size and how far ahead its partitions go are told", async () => {
    expect(await read("posthorn_database_bytes")).toBeGreaterThan(1_000_000);
    const days = async () => (await read("posthorn_partitions_ahead_seconds")) / 86_400;
    expect(await days()).toBeGreaterThan(28);
    expect(await days()).toBeLessThanOrEqual(35);
    await sql(
      "DO $$ BEGIN EXECUTE (SELECT 'DROP TABLE ' || max(relname) FROM pg_class WHERE relname LIKE 'events_2%' AND relkind = 'r'); END $$",
    );
    expect(await days()).toBeLessThan(28);
  });
});
