import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bulkRetry, getBulkJob } from "@/lib/deliveries";
import { createProcessors } from "@/worker/processors";
import { openStage, type Stage, until } from "./stage";

const signal = new AbortController().signal;

describe("housekeeping", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const sql = (text: string, values?: unknown[]) => stage.runtime.database.sql(text, values);
  const processors = () => createProcessors(stage.runtime);

  it("makes partitions four weeks ahead, and again changes nothing", async () => {
    await sql(
      `DO $$ BEGIN EXECUTE (SELECT 'DROP TABLE ' || max(relname) FROM pg_class WHERE relname LIKE 'events_2%' AND relkind = 'r'); END $$`,
    );
    const count = async () =>
      (await sql("SELECT count(*)::int AS n FROM pg_inherits WHERE inhparent = 'events'::regclass"))[0]?.n as number;
    const before = await count();
    await processors().partitions({}, signal);
    expect(await count()).toBe(before + 1);
    await processors().partitions({}, signal);
    expect(await count()).toBe(before + 1);
  });

  it("drops partitions when every workspace's retention has passed, and keeps those in which something is open", async () => {
    await sql("SELECT ensure_partitions(now() - interval '60 days', now() - interval '50 days')");
    const old = async () =>
      (
        await sql(
          "SELECT count(*)::int AS n FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE c.relname ~ '^(events|deliveries|attempts)_[0-9]{8}$' AND to_date(right(c.relname, 8), 'YYYYMMDD') < now() - interval '45 days'",
        )
      )[0]?.n as number;
    const made = await old();
    expect(made).toBeGreaterThanOrEqual(6);
    await sql(
      "INSERT INTO workspaces (id, slug, name, retention_days, updated_at) VALUES ('ws_keeper', 'keeper', 'Keeper', 90, now())",
    );
    await processors().retention({}, signal);
    expect(await old()).toBe(made);
    await sql("DELETE FROM workspaces WHERE id = 'ws_keeper'");
    await processors().retention({}, signal);
    expect(await old()).toBe(0);
  });

  it("fails open deliveries that are older than their workspace keeps anything, and deletes the rest of that age", async () => {
    const { id: webhookId } = await stage.newWebhook();
    await stage.send();
    await sql(
      "INSERT INTO workspaces (id, slug, name, retention_days, updated_at) VALUES ('ws_keeper', 'keeper', 'Keeper', 90, now())",
    );
    await sql("UPDATE workspaces SET retention_days = 3 WHERE id = $1", [stage.ctx.workspace.id]);
    for (const status of ["pending", "delivered"]) {
      const shift = status === "pending" ? "6 days" : "5 days";
      await sql(
        `INSERT INTO deliveries (id, workspace_id, webhook_id, event_id, event_type, status, created_at)
         VALUES (typeid_floor('dlv', now() - $1::interval), $2, $3, typeid_floor('evt', now() - $1::interval), 'project.created', $4, now() - $1::interval)`,
        [shift, stage.ctx.workspace.id, webhookId, status],
      );
    }
    await sql(
      `INSERT INTO planned_attempts (delivery_id, trigger, workspace_id, webhook_id, event_id, due_at, planned_for)
       SELECT id, 'schedule', workspace_id, webhook_id, event_id, now() + interval '1 day', now() FROM deliveries WHERE status = 'pending' AND id < typeid_floor('dlv', now() - interval '1 day')`,
    );
    await processors().retention({}, signal);
    const left = await sql("SELECT status, last_cause FROM deliveries ORDER BY id");
    expect(left).toEqual([{ status: "pending", last_cause: null }]);
    expect((await sql("SELECT sum(failed)::int AS failed FROM webhook_stats"))[0]?.failed).toBe(1);
    expect((await sql("SELECT count(*)::int AS n FROM planned_attempts"))[0]?.n).toBe(1);
  });

  it("forgets idempotency keys after 24 hours and not before", async () => {
    for (const [key, age] of [
      ["old", "25 hours"],
      ["new", "23 hours"],
    ])
      await sql(
        `INSERT INTO idempotency_keys (workspace_id, key, operation, request_hash, status_code, response, created_at)
         VALUES ($1, $2, 'POST /api/events', '', 202, '{}', now() - $3::interval)`,
        [stage.ctx.workspace.id, key, age],
      );
    await processors().retention({}, signal);
    expect(await sql("SELECT key FROM idempotency_keys")).toEqual([{ key: "new" }]);
  });

  it("warns of a webhook that has only failed for 3 days, and disables it after 5, with an event each time", async () => {
    const { id } = await stage.newWebhook();
    const watcher = await stage.newWebhook({ events: ["webhook.failing", "webhook.disabled"] });
    await stage.startWorker();
    const setBack = (failing: string, warned: string | null) =>
      sql("UPDATE webhooks SET failing_since = now() - $2::interval, warned_at = now() - $3::interval WHERE id = $1", [
        id,
        failing,
        warned,
      ]);
    const status = async () =>
      (await sql("SELECT status, warned_at IS NOT NULL AS warned FROM webhooks WHERE id = $1", [id]))[0];
    await sql(
      "INSERT INTO webhook_stats (webhook_id, resolution, at, workspace_id, attempts) VALUES ($1, 'minute', date_trunc('minute', now()), $2, 3)",
      [id, stage.ctx.workspace.id],
    );
    await setBack("2 days", null);
    await processors()["disable-check"]({}, signal);
    expect(await status()).toEqual({ status: "active", warned: false });
    await setBack("4 days", null);
    await processors()["disable-check"]({}, signal);
    await processors()["disable-check"]({}, signal);
    expect(await status()).toEqual({ status: "active", warned: true });
    await setBack("6 days", "2 hours");
    await processors()["disable-check"]({}, signal);
    expect(await status()).toEqual({ status: "active", warned: true });
    await setBack("6 days", "2 days");
    await processors()["disable-check"]({}, signal);
    expect(await status()).toEqual({ status: "disabled", warned: true });
    const told = await stage.receiver.waitForRequests(2, { path: watcher.path });
    expect(told.map(({ headers }) => headers["x-webhook-event"]).sort()).toEqual([
      "webhook.disabled",
      "webhook.failing",
    ]);
  });

  it("takes a bulk retry to its end although the queue lost it", async () => {
    const { path } = await stage.newWebhook({ retryScheduleMs: [1_000] });
    stage.receiver.script(path, { status: 500 });
    await stage.sendMany(4);
    const worker = await stage.startWorker();
    await stage.waitForCount("SELECT count(*)::int FROM deliveries WHERE status = 'failed'", 4, 20_000);
    await worker.close();
    stage.receiver.script(path, { status: 200 });
    const silent = { ...stage.ctx, services: { ...stage.ctx.services, wakeBulkJob: () => undefined } };
    const { job } = await bulkRetry(silent, { filter: { status: ["failed"] } });
    await stage.startWorker();
    await stage.waitForCount("SELECT count(*)::int FROM deliveries WHERE status = 'delivered'", 4, 20_000);
    await until(async () => (await getBulkJob(stage.ctx, job?.id ?? "")).status === "done", "the job to be done");
  });
});
