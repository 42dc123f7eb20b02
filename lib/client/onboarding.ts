import { createInboxOperation, updateInboxOperation } from "@/lib/http/operations/inboxes";
import { createWebhookOperation, testWebhookOperation } from "@/lib/http/operations/webhooks";
import { callApi } from "./fetcher";

/** Two attempts fail, the one after is answered with 200: enough to see a failure and to retry it by hand. */
const FAILS_TWICE = { failFirst: 2 };

/** Makes an inbox and an endpoint that sends it everything. */
export async function createInboxEndpoint(workspace: string): Promise<void> {
  const inbox = await callApi(createInboxOperation, { body: { name: "First inbox" } }, { workspace });
  const body = { name: "First inbox", url: inbox.url, events: ["*"] };
  await callApi(createWebhookOperation, { body }, { workspace });
}

/** @returns the delivery of an example event to this endpoint alone. */
export async function sendTest(workspace: string, webhookId: string): Promise<string> {
  const sent = await callApi(testWebhookOperation, { params: { id: webhookId }, body: {} }, { workspace });
  return sent.deliveryId;
}

/** As `sendTest`, to an inbox that is told to refuse it at first. */
export async function sendFailing(workspace: string, webhookId: string, inboxId: string): Promise<string> {
  await callApi(updateInboxOperation, { params: { id: inboxId }, body: { behaviour: FAILS_TWICE } }, { workspace });
  return sendTest(workspace, webhookId);
}
