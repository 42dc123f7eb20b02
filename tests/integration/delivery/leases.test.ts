import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStage, type Stage } from "./stage";

const LEASED = "SELECT count(*)::int FROM planned_attempts WHERE lease IS NOT NULL";

describe("a claimed delivery", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  /** As if a worker had died holding every planned attempt. */
  async function dieHolding(workerId: string, crashes = 0): Promise<void> {
    const { sql } = stage.runtime.database;
    await sql(
      `INSERT INTO workers (id, hostname, pid, version, concurrency, heartbeat_at)
       VALUES ($1, 'gone', 1, '0', 1, now() - interval '21 seconds')`,
      [workerId],
    );
    await sql(
      "UPDATE planned_attempts SET lease = 7, worker_id = $1, due_at = now() + interval '50 seconds', crashes = $2",
      [workerId, crashes],
    );
  }

  it("of a worker that fell silent is sent by another one at once", async () => {
    const { path } = await stage.newWebhook();
    const id = await stage.send();
    await dieHolding("wrk_dead");
    await stage.startWorker();
    await stage.waitForState(id, "delivered");
    expect(stage.receiver.requestsTo(path).length).toBe(1);
    await stage.waitForCount("SELECT count(*)::int FROM workers WHERE id = 'wrk_dead'", 0);
  });

  it("that killed three workers is set aside and says so, and its neighbours go on", async () => {
    const { path } = await stage.newWebhook();
    const bad = await stage.send();
    await dieHolding("wrk_dead", 2);
    const neighbours = [await stage.send(), await stage.send()];
    await stage.startWorker();
    expect(await stage.waitForState(bad, "failed")).toMatchObject({ last_cause: "quarantined", attempt_count: 0 });
    for (const neighbour of neighbours) await stage.waitForState(neighbour, "delivered");
    expect(stage.receiver.requestsTo(path).length).toBe(2);
  });

  it("that is under suspicion is never in flight together with another suspect", async () => {
    const { path } = await stage.newWebhook();
    stage.receiver.script(path, { status: 200, delayMs: 300 });
    const ids = [await stage.send(), await stage.send()];
    await dieHolding("wrk_dead", 1);
    await stage.startWorker();
    for (const id of ids) await stage.waitForState(id, "delivered");
    const [first, second] = stage.receiver.requestsTo(path);
    expect((second?.receivedAtMs ?? 0) - (first?.receivedAtMs ?? 0)).toBeGreaterThanOrEqual(300);
  });

  it("cannot be recorded by a worker that was frozen and lost its lease meanwhile", async () => {
    const { path } = await stage.newWebhook();
    stage.receiver.script(path, { status: 200, delayMs: 1_500 }, { status: 200 });
    const id = await stage.send();
    await stage.startWorker();
    await stage.receiver.waitForRequests(1, { path });
    const { sql } = stage.runtime.database;
    await sql("UPDATE planned_attempts SET lease = 99, worker_id = 'wrk_other', due_at = now() + interval '4 seconds'");
    const before = await stage.delivery(id);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await stage.delivery(id)).toEqual(before);
    expect(await stage.attempts(id)).toEqual([]);
    await stage.waitForCount(LEASED, 1);
    await stage.waitForState(id, "delivered");
    expect((await stage.attempts(id)).length).toBe(1);
    const [row] = await sql(
      "SELECT sum(attempts)::int AS attempts, sum(delivered)::int AS delivered FROM webhook_stats",
    );
    expect(row).toEqual({ attempts: 1, delivered: 1 });
  });

  it("of a deleted webhook is cancelled instead of sent", async () => {
    const { id: webhookId, path } = await stage.newWebhook();
    const id = await stage.send();
    await stage.runtime.database.sql("UPDATE webhooks SET deleted_at = now() WHERE id = $1", [webhookId]);
    await stage.startWorker();
    expect(await stage.waitForState(id, "cancelled")).toMatchObject({ last_cause: "endpoint_disabled" });
    expect(stage.receiver.requestsTo(path).length).toBe(0);
  });

  it("whose payload is past its retention fails and says so", async () => {
    await stage.newWebhook();
    const id = await stage.send();
    await stage.runtime.database.sql("DELETE FROM events");
    await stage.startWorker();
    expect(await stage.waitForState(id, "failed")).toMatchObject({ last_cause: "payload_expired" });
  });
});
