import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import type { Attempt } from "@/lib/deliveries/engine/attempt";
import { claimLanes } from "@/lib/deliveries/engine/claim-lanes";
import type { ClaimedDelivery } from "@/lib/deliveries/engine/claimed-delivery";
import { EMPTY_REPORT } from "@/lib/deliveries/engine/lane/lane-state";
import { explainAttempt } from "@/lib/deliveries/engine/make-attempt";
import { recordAttempts } from "@/lib/deliveries/engine/record-attempts";
import type { AttemptResult } from "@/lib/egress";
import { openStage, type Stage } from "./stage";

const WORKER = "wrk_test";
const PHASES = {
  dnsMs: null,
  tcpMs: null,
  tlsMs: null,
  ttfbMs: 3,
  downloadMs: 1,
  totalMs: 4,
  reusedConnection: true,
  protocol: "HTTP/1.1",
  tlsVersion: null,
  certificate: null,
};
const COUNTERS = "SELECT sum(attempts)::int AS attempts, sum(delivered)::int AS delivered FROM webhook_stats";

describe("a group of attempts", () => {
  let stage: Stage;
  let ids: string[];
  let attempts: Attempt[];
  beforeEach(async () => {
    stage = await openStage();
    const { id: webhookId } = await stage.newWebhook();
    ids = [await stage.send(), await stage.send(), await stage.send()];
    const config = { database: stage.runtime.database, workerId: WORKER, defaultRateLimit: 100 };
    const { deliveries } = await claimLanes(config, [{ webhookId, report: EMPTY_REPORT, room: 10 }], 1);
    attempts = ids.map((id) => answered(deliveries, id, 200));
  });
  afterEach(() => stage.close());

  function answered(deliveries: readonly ClaimedDelivery[], deliveryId: string, status: number): Attempt {
    const delivery = deliveries.find((each) => each.deliveryId === deliveryId);
    if (delivery === undefined) throw new Error(`${deliveryId} was not claimed`);
    const body = Buffer.from("ok");
    const result: AttemptResult = {
      outcome: "response",
      status,
      headers: [["x-quote", 'say "hi"']],
      body,
      bodyBytes: body.length,
      bodyTruncated: false,
      bodyError: null,
      phases: PHASES,
      remoteAddress: "127.0.0.1",
    };
    const recordedHeaders = "host: example.com";
    const made = { id: newId("attempt"), delivery, number: 1, startedAtMs: Date.now(), queueWaitMs: 1 };
    return explainAttempt({ ...made, recordedHeaders, result }, Date.now());
  }

  const record = () => recordAttempts(stage.runtime.database, WORKER, attempts);
  const sql = (text: string) => stage.runtime.database.sql(text);

  it("is recorded as it was claimed, whatever characters are in it", async () => {
    expect((await record()).map(({ number }) => number)).toEqual([1, 1, 1]);
    for (const id of ids) expect(await stage.delivery(id)).toMatchObject({ status: "delivered", attempt_count: 1 });
    const [attempt] = await stage.attempts(ids[0] ?? "");
    expect(attempt).toMatchObject({ request_headers: "host: example.com", response_headers: 'x-quote: say "hi"' });
    expect(await sql(COUNTERS)).toEqual([{ attempts: 3, delivered: 3 }]);
    expect(await sql("SELECT count(*)::int AS planned FROM planned_attempts")).toEqual([{ planned: 0 }]);
  });

  it("leaves out the one whose lease was lost, and records the others once", async () => {
    await sql(`UPDATE planned_attempts SET lease = 2, worker_id = 'wrk_other' WHERE delivery_id = '${ids[1]}'`);
    const before = await stage.delivery(ids[1] ?? "");
    expect((await record()).map(({ attempt }) => attempt.delivery.deliveryId)).toEqual([ids[0], ids[2]]);
    expect(await stage.delivery(ids[1] ?? "")).toEqual(before);
    expect(await stage.attempts(ids[1] ?? "")).toEqual([]);
    expect(await sql(COUNTERS)).toEqual([{ attempts: 2, delivered: 2 }]);
  });

  it("takes a delivery as it is that had another attempt meanwhile", async () => {
    await sql(`UPDATE deliveries SET attempt_count = 4, status = 'retrying' WHERE id = '${ids[2]}'`);
    expect((await record()).map(({ number }) => number)).toEqual([1, 1, 5]);
    expect(await stage.delivery(ids[2] ?? "")).toMatchObject({ status: "delivered", attempt_count: 5 });
    expect((await stage.attempts(ids[2] ?? "")).map(({ number }) => number)).toEqual([5]);
  });

  it("plans no retry of what was cancelled while its request failed, but does of its neighbours", async () => {
    attempts = attempts.map(({ delivery }) => answered([delivery], delivery.deliveryId, 500));
    await sql(`UPDATE deliveries SET status = 'cancelled' WHERE id = '${ids[0]}'`);
    await record();
    expect(await stage.delivery(ids[0] ?? "")).toMatchObject({ status: "cancelled", attempt_count: 1 });
    expect(await stage.delivery(ids[1] ?? "")).toMatchObject({ status: "retrying", attempt_count: 1 });
    expect(await sql("SELECT delivery_id FROM planned_attempts ORDER BY delivery_id")).toEqual(
      ids.slice(1).map((id) => ({ delivery_id: id })),
    );
  });

  it("marks what failed, and takes the mark away again, so that it is found without its status", async () => {
    const marks = "SELECT id FROM deliveries WHERE failed ORDER BY id";
    await sql(`UPDATE deliveries SET status = 'failed' WHERE id IN ('${ids[0]}', '${ids[1]}')`);
    expect(await sql(marks)).toEqual([{ id: ids[0] }, { id: ids[1] }]);
    await record();
    expect(await sql(marks)).toEqual([]);
  });
});
