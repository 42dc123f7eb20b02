import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { updateWebhook } from "@/lib/webhooks";
import { updateWorkspace } from "@/lib/workspaces";
import { openStage, type Stage } from "./stage";

describe("a workspace's defaults", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
    await stage.startWorker();
  });
  afterEach(() => stage.close());

  it("hold at once for a webhook that is there already and sets nothing of its own", async () => {
    const { path } = await stage.newWebhook({ rateLimit: null });
    await updateWorkspace(stage.ctx, { defaults: { timeoutMs: 1_000, retryScheduleMs: [1_000] } });
    stage.receiver.script(path, { hang: true });
    const id = await stage.send();
    const delivery = await stage.waitForState(id, "failed");
    expect(delivery).toMatchObject({ attempt_count: 2, last_cause: "headers_timeout" });
  });

  it("give way to what the webhook sets, and come back when it takes that away", async () => {
    const own = { timeoutMs: 5_000, retryScheduleMs: [1_000, 60_000] };
    const { id: webhookId, path } = await stage.newWebhook(own);
    await updateWorkspace(stage.ctx, { defaults: { timeoutMs: 1_000, retryScheduleMs: [1_000] } });
    stage.receiver.script(path, { status: 500 });
    const first = await stage.send();
    await stage.waitForCount(`SELECT attempt_count FROM deliveries WHERE id = '${first}'`, 2);
    await stage.waitForState(first, "retrying");
    await updateWebhook(stage.ctx, webhookId, { timeoutMs: null, retryScheduleMs: null });
    const second = await stage.send();
    await stage.waitForState(second, "failed");
  });

  it("limit the rate of a webhook without a limit of its own", async () => {
    const { path } = await stage.newWebhook({ rateLimit: null });
    await updateWorkspace(stage.ctx, { defaults: { rateLimit: 10 } });
    await stage.sendMany(30);
    const requests = await stage.receiver.waitForRequests(30, { path });
    const times = requests.map(({ receivedAtMs }) => receivedAtMs);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(2_300);
  });
});
