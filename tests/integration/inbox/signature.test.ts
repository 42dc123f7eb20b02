import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/access";
import { newId } from "@/lib/core/ids";
import { createInbox, type InboxReceiver, listInboxRequests } from "@/lib/inbox";
import type { InboxRequestSummary } from "@/lib/inbox/schemas";
import { newSecret, signatureHeaders } from "@/lib/signing";
import { sendRaw, setUpInboxes } from "./setup";

const BODY =
  '{"id":"evt_1","type":"project.created","timestamp":"2026-11-23T12:00:00.000Z","data":{"n":12345678901234567890}}';

async function stage() {
  const stageOfTest = await setUpInboxes();
  const ctx = await stageOfTest.newContext();
  return { ...stageOfTest, ctx, inbox: await createInbox(ctx, {}) };
}

async function newestOf(ctx: Context, inboxId: string): Promise<InboxRequestSummary | undefined> {
  return (await listInboxRequests(ctx, inboxId, { limit: 1, cursor: undefined })).data[0];
}

/** A row as webhooks and deliveries have it, with secrets of the test's own. */
async function addWebhook(
  ctx: Context,
  { encryption }: InboxReceiver,
  url: string,
  options: { previousEndsInMs?: number } = {},
) {
  const id = newId("webhook");
  const seal = (secret: string) =>
    encryption.encrypt(secret, { workspaceId: ctx.workspace.id, table: "webhooks", rowId: id });
  const secrets = { current: newSecret(), previous: newSecret() };
  await ctx.db.webhook.create({
    data: {
      id,
      workspaceId: ctx.workspace.id,
      name: "Test",
      url,
      events: ["*"],
      secretEncrypted: seal(secrets.current),
      previousSecretEncrypted: seal(secrets.previous),
      previousSecretExpiresAt: new Date(Date.now() + (options.previousEndsInMs ?? -1)),
    },
  });
  const delivery = { id: newId("delivery"), eventId: newId("event") };
  await ctx.db.delivery.create({
    data: { ...delivery, workspaceId: ctx.workspace.id, webhookId: id, eventType: "project.created" },
  });
  return { id, secrets, delivery };
}

function signed(
  secret: string,
  delivery: { id: string; eventId: string },
  timestampSeconds = Math.floor(Date.now() / 1_000),
): string[] {
  const headers = signatureHeaders({
    eventId: delivery.eventId,
    eventType: "project.created",
    deliveryId: delivery.id,
    attemptNumber: 3,
    timestampSeconds,
    body: BODY,
    secrets: { current: secret },
  });
  return Object.entries(headers).flat();
}

const NO_DELIVERY = { id: "dlv_unknown", eventId: "evt_unknown" };

describe("an inbox's verdict on a signature", () => {
  it("is valid for a delivery of this workspace, and names its delivery, event and attempt", async () => {
    const { ctx, inbox, receiver } = await stage();
    const webhook = await addWebhook(ctx, receiver, inbox.url);
    await sendRaw(inbox.url, signed(webhook.secrets.current, webhook.delivery), BODY);
    expect(await newestOf(ctx, inbox.id)).toMatchObject({
      signature: { verdict: "valid", reason: null, webhookId: webhook.id },
      deliveryId: webhook.delivery.id,
      eventId: webhook.delivery.eventId,
      attemptNumber: 3,
    });
  });

  it("is valid for any webhook that points here, by its URL with or without a query", async () => {
    const { ctx, inbox, receiver } = await stage();
    await addWebhook(ctx, receiver, inbox.url);
    const second = await addWebhook(ctx, receiver, `${inbox.url}?status=500`);
    await sendRaw(inbox.url, signed(second.secrets.current, NO_DELIVERY), BODY);
    expect(await newestOf(ctx, inbox.id)).toMatchObject({
      signature: { verdict: "valid", webhookId: second.id },
      deliveryId: null,
    });
  });

  it("takes a rotated secret as long as its grace period lasts, and no longer", async () => {
    const { ctx, inbox, receiver } = await stage();
    const inGrace = await addWebhook(ctx, receiver, inbox.url, { previousEndsInMs: 60_000 });
    await sendRaw(inbox.url, signed(inGrace.secrets.previous, inGrace.delivery), BODY);
    expect((await newestOf(ctx, inbox.id))?.signature.verdict).toBe("valid");
    const ended = await addWebhook(ctx, receiver, inbox.url, { previousEndsInMs: -1_000 });
    await sendRaw(inbox.url, signed(ended.secrets.previous, ended.delivery), BODY);
    expect((await newestOf(ctx, inbox.id))?.signature).toMatchObject({
      verdict: "invalid",
      reason: "signature_mismatch",
      webhookId: ended.id,
    });
  });

  it("is invalid, with the reason, for changed bytes and old timestamps", async () => {
    const { ctx, inbox, receiver } = await stage();
    const webhook = await addWebhook(ctx, receiver, inbox.url);
    await sendRaw(inbox.url, signed(webhook.secrets.current, webhook.delivery), `${BODY} `);
    expect((await newestOf(ctx, inbox.id))?.signature).toMatchObject({
      verdict: "invalid",
      reason: "signature_mismatch",
    });
    const longAgo = Math.floor(Date.now() / 1_000) - 3_600;
    await sendRaw(inbox.url, signed(webhook.secrets.current, webhook.delivery, longAgo), BODY);
    expect((await newestOf(ctx, inbox.id))?.signature).toMatchObject({
      verdict: "invalid",
      reason: "timestamp_too_old",
    });
  });

  it("is unsigned without signature headers, and unknown_sender when no webhook of the workspace points here", async () => {
    const { ctx, inbox, receiver, newContext } = await stage();
    await sendRaw(inbox.url, [], BODY);
    expect((await newestOf(ctx, inbox.id))?.signature.verdict).toBe("unsigned");

    const stranger = await newContext();
    const foreign = await addWebhook(stranger, receiver, inbox.url);
    await sendRaw(inbox.url, signed(foreign.secrets.current, foreign.delivery), BODY);
    expect(await newestOf(ctx, inbox.id)).toMatchObject({
      signature: { verdict: "unknown_sender" },
      deliveryId: null,
      eventId: null,
    });
  });
});
