import { fromHeaderLines } from "@/lib/deliveries/engine/header-lines";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rotateWebhookSecret } from "@/lib/webhooks";
import { type Backend, openStage, type Stage } from "./stage";

describe.each<Backend>(["redis", "postgres"])("an event, with the queue on %s", (backend) => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage({ backend });
    await stage.startWorker();
  });
  afterEach(() => stage.close());

  it("reaches the receiver at once, signed for both families, byte for byte as it was stored", async () => {
    const { id, secret, path } = await stage.newWebhook({
      headers: { "X-Tenant": "t1", Authorization: "Bearer hush" },
    });
    const deliveryId = await stage.send({ id: "prj_1", name: "Grün \u0000 <b>" });
    const [request] = await stage.receiver.waitForRequests(1, { path });
    const delivery = await stage.waitForState(deliveryId, "delivered");
    const [event] = await stage.runtime.database.sql<{ id: string; body: string }>("SELECT id, body FROM events");
    const headers = request?.headers ?? {};
    const body = request?.body.toString() ?? "";
    expect(body).toBe(event?.body);
    expect(() => new StandardWebhook(secret).verify(body, headers)).not.toThrow();
    expect(headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": expect.stringMatching(/^Posthorn\/\d+\.\d+\.\d+$/),
      "x-webhook-id": event?.id,
      "webhook-id": event?.id,
      "x-webhook-event": "project.created",
      "x-webhook-delivery": deliveryId,
      "x-webhook-attempt": "1",
      "x-tenant": "t1",
      authorization: "Bearer hush",
    });
    expect(delivery).toMatchObject({
      attempt_count: 1,
      last_status_code: 200,
      last_cause: null,
      next_attempt_at: null,
    });
    const [attempt] = await stage.attempts(deliveryId);
    expect(attempt).toMatchObject({
      number: 1,
      trigger: "schedule",
      ok: true,
      status_code: 200,
      url: `${stage.receiver.url}${path}`,
    });
    expect(attempt?.remote_address).toBe("127.0.0.1");
    expect(attempt?.response_body?.toString()).toBe("ok");
    const recorded = new Map(
      fromHeaderLines(attempt?.request_headers ?? "").map(([name, value]) => [name.toLowerCase(), value]),
    );
    for (const [name, value] of Object.entries(headers))
      if (name !== "authorization") expect(recorded.get(name)).toBe(value);
    expect(attempt?.request_headers).not.toContain("hush");
    const phases = JSON.parse(attempt?.phases ?? "{}") as Record<string, number>;
    expect(phases.queueWaitMs).toBeGreaterThanOrEqual(0);
    expect(id).toMatch(/^wh_/);
  });

  it("is signed with both secrets while a rotation overlaps, and with the new one alone afterwards", async () => {
    const { id, secret: previous, path } = await stage.newWebhook();
    const { secret } = await rotateWebhookSecret(stage.ctx, id, { gracePeriodSeconds: 3_600 });
    await stage.send();
    const [overlapping] = await stage.receiver.waitForRequests(1, { path });
    for (const each of [previous, secret])
      expect(() =>
        new StandardWebhook(each).verify(overlapping?.body.toString() ?? "", overlapping?.headers ?? {}),
      ).not.toThrow();
    expect(overlapping?.headers["x-webhook-signature-previous"]).toMatch(/^[0-9a-f]{64}$/);
    await stage.runtime.database.sql("UPDATE webhooks SET previous_secret_expires_at = now() - interval '1 second'");
    await stage.send();
    const [, alone] = await stage.receiver.waitForRequests(2, { path });
    expect(() => new StandardWebhook(secret).verify(alone?.body.toString() ?? "", alone?.headers ?? {})).not.toThrow();
    expect(() => new StandardWebhook(previous).verify(alone?.body.toString() ?? "", alone?.headers ?? {})).toThrow();
    expect(alone?.headers).not.toHaveProperty("x-webhook-signature-previous");
  });

  it("comes with hundreds of others, each once, in under a few seconds", async () => {
    const { path, secret } = await stage.newWebhook();
    await stage.sendMany(600);
    const requests = await stage.receiver.waitForRequests(600, { path, timeoutMs: 20_000 });
    await stage.waitForCount("SELECT count(*)::int FROM deliveries WHERE status = 'delivered'", 600);
    expect(new Set(requests.map(({ headers }) => headers["webhook-id"])).size).toBe(600);
    expect(stage.receiver.requests.length).toBe(600);
    for (const { headers, body } of requests)
      expect(() => new StandardWebhook(secret).verify(body.toString(), headers)).not.toThrow();
    await stage.waitForCount("SELECT count(*)::int FROM planned_attempts", 0);
    await stage.waitForCount("SELECT sum(delivered)::int FROM webhook_stats", 600);
  });
});
