import type { createInboxOperation, updateInboxOperation } from "@/lib/http/operations/inboxes";
import type { createWebhookOperation, testWebhookOperation } from "@/lib/http/operations/webhooks";
import { callApi } from "./fetcher";

/** Two attempts fail, the one after is answered with 200: enough to see a failure and to retry it by hand. */
const FAILS_TWICE = { failFirst: 2 };

/** Makes an inbox and an endpoint that sends it everything. */
export async function createInboxEndpoint(workspace: string): Promise<void> {
  const inbox = await callApi<typeof createInboxOperation>(
    "POST /api/inboxes",
    { body: { name: "First inbox" } },
    { workspace },
  );
  const body = { name: "First inbox", url: inbox.url, events: ["*"] };
  await callApi<typeof createWebhookOperation>("POST /api/webhooks", { body }, { workspace });
}

/** @returns the delivery of an example event to this endpoint alone. */
export async function sendTest(workspace: string, webhookId: string): Promise<string> {
  const sent = await callApi<typeof testWebhookOperation>(
    "POST /api/webhooks/{id}/test",
    { params: { id: webhookId }, body: {} },
    { workspace },
  );
  return sent.deliveryId;
}

/** As `sendTest`, to an inbox that is told to refuse it at first. */
export async function sendFailing(workspace: string, webhookId: string, inboxId: string): Promise<string> {
  await callApi<typeof updateInboxOperation>(
    "PATCH /api/inboxes/{id}",
    { params: { id: inboxId }, body: { behaviour: FAILS_TWICE } },
    { workspace },
  );
  return sendTest(workspace, webhookId);
}
