import { createHmac, timingSafeEqual } from "node:crypto";
import { expect } from "@playwright/test";
import { answerOf, test, waitForDelivery } from "../fixtures/demo-api";

/** The receiver of the guide, word for word but for its name of the secret. */
function verifyWebhook(payload: unknown, signature: string, timestamp: number, secret: string): boolean {
  const age = Math.floor(Date.now() / 1000) - timestamp;
  if (age > 300) return false;
  const hmac = createHmac("sha256", secret);
  hmac.update(`${timestamp}.${JSON.stringify(payload)}`);
  return timingSafeEqual(Buffer.from(signature, "hex"), Buffer.from(hmac.digest("hex"), "hex"));
}

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const COUNT = expect.any(Number);

test("the quick start works line by line", async ({ api, inbox }) => {
  const { id, secret } = await test.step("create a test webhook", async () => {
    const webhook = await answerOf<{ id: string; secret: string }>(
      api.post("/api/webhooks", {
        data: {
          name: "Test Webhook",
          url: inbox.url,
          events: ["project.created", "session.started"],
          description: "Testing webhook delivery",
        },
      }),
      201,
    );
    expect(webhook).toMatchObject({
      id: expect.stringMatching(/^wh_/),
      secret: expect.stringMatching(/^whsec_/),
      name: "Test Webhook",
      url: inbox.url,
      events: ["project.created", "session.started"],
      description: "Testing webhook delivery",
      projectId: null,
      active: true,
      status: "active",
      statusReason: null,
      createdAt: TIME,
      updatedAt: TIME,
      lastDelivery: null,
    });
    return webhook;
  });

  await test.step("test webhook delivery", async () => {
    const sent = await answerOf<{ eventId: string; deliveryId: string }>(api.post(`/api/webhooks/${id}/test`), 202);
    const [received] = await inbox.waitForRequests(1);
    expect(received).toMatchObject({ ...sent, attemptNumber: 1, answeredStatus: 200, signature: { verdict: "valid" } });
    expect(await waitForDelivery(api, sent.deliveryId)).toMatchObject({ status: "delivered" });
  });

  await test.step("trigger real events", async () => {
    const project = await answerOf<{ id: string; name: string }>(
      api.post("/api/projects", { data: { name: "Test Project", description: "This will trigger a webhook" } }),
      201,
    );
    expect(project).toMatchObject({ id: expect.stringMatching(/^prj_/), name: "Test Project" });
    const [, received] = await inbox.waitForRequests(2);
    const { headers, body } = await inbox.read(received?.id ?? "");
    const payload = JSON.parse(body) as { id: string; type: string; timestamp: string; data: unknown };
    expect(payload).toMatchObject({
      type: "project.created",
      timestamp: TIME,
      data: { id: project.id, name: "Test Project" },
    });
    expect(Object.keys(payload)).toEqual(["id", "type", "timestamp", "data"]);

    const header = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
    expect(header("x-webhook-id")).toBe(payload.id);
    expect(header("x-webhook-event")).toBe("project.created");
    const timestamp = Number.parseInt(header("x-webhook-timestamp"), 10);
    expect(verifyWebhook(payload, header("x-webhook-signature"), timestamp, secret)).toBe(true);
    await waitForDelivery(api, received?.deliveryId ?? "");
    await answerOf(api.delete(`/api/projects/${project.id}`), 204);
  });

  await test.step("view delivery history", async () => {
    const history = await answerOf<{ data: unknown[]; nextCursor: null }>(api.get(`/api/webhooks/${id}/deliveries`));
    expect(history).toMatchObject({
      data: [
        { id: expect.stringMatching(/^dlv_/), webhookId: id, eventType: "project.created", status: "delivered" },
        { id: expect.stringMatching(/^dlv_/), webhookId: id, status: "delivered" },
      ],
      nextCursor: null,
    });
  });

  await test.step("get statistics", async () => {
    expect(await answerOf(api.get(`/api/webhooks/${id}/stats`))).toMatchObject({
      webhookId: id,
      from: TIME,
      to: TIME,
      total: 2,
      delivered: 2,
      failed: 0,
      pending: 0,
      retrying: 0,
      successRate: 1,
      firstAttemptSuccessRate: 1,
      latencyMs: { avg: COUNT, p50: COUNT, p95: COUNT, p99: COUNT },
      responseCodes: { "200": 2 },
      series: expect.arrayContaining([
        expect.objectContaining({
          at: TIME,
          delivered: COUNT,
          retried: COUNT,
          failed: COUNT,
          p50Ms: COUNT,
          p95Ms: COUNT,
        }),
      ]),
    });
  });

  await test.step("check queue status", async () => {
    expect(await answerOf(api.get("/api/webhooks/queue/stats"))).toMatchObject({
      backend: expect.stringMatching(/^(redis|postgres)/),
      waiting: COUNT,
      active: COUNT,
      delayed: COUNT,
      failed: COUNT,
      completed: COUNT,
      held: COUNT,
      paused: expect.anything(),
      workers: expect.anything(),
      throughputPerSecond: COUNT,
    });
  });

  await test.step("retry failed deliveries", async () => {
    await inbox.answers({ status: 410 });
    const sent = await answerOf<{ deliveryId: string }>(api.post(`/api/webhooks/${id}/test`), 202);
    expect(await waitForDelivery(api, sent.deliveryId)).toMatchObject({ status: "failed" });
    const status = async () => (await answerOf<{ status: string }>(api.get(`/api/webhooks/${id}`))).status;
    await expect.poll(status).toBe("disabled");
    await inbox.answers({});
    await answerOf(api.post(`/api/webhooks/${id}/enable`));

    const ofWebhook = await answerOf(api.post("/api/webhooks/queue/retry-failed", { data: { webhookId: id } }), 202);
    expect(ofWebhook).toEqual({ retried: 1, jobId: expect.any(String) });
    await expect.poll(async () => (await waitForDelivery(api, sent.deliveryId)).status).toBe("delivered");
    expect(await answerOf(api.post("/api/webhooks/queue/retry-failed"), 202)).toMatchObject({ retried: COUNT });
  });

  await test.step("troubleshoot: check webhook is active and subscribed", async () => {
    const webhook = await answerOf(api.get(`/api/webhooks/${id}`));
    expect(webhook).toMatchObject({ active: true, events: ["project.created", "session.started"] });
    expect(webhook).not.toHaveProperty("secret");
  });
});
