import { sendEdited, sendUnchanged } from "@/lib/client/delivery";
import { createInbox, createWebhook } from "@/lib/client/webhooks";
import type { DeliveryDetail } from "@/lib/deliveries/schemas";

/** Stands for an inbox that is still to be made. */
export const NEW_INBOX = "new-inbox";
export const NEW_INBOX_NAME = "Inbox for resends";

/**
 * @param target id of an endpoint, or NEW_INBOX.
 * @param dataText what is sent in the place of the data; null sends the event unchanged.
 * @returns the new delivery's id.
 */
export async function sendElsewhere(
  workspace: string,
  { eventId, eventType, projectId }: DeliveryDetail,
  target: string,
  dataText: string | null,
): Promise<string> {
  const webhookId = target === NEW_INBOX ? await endpointAtNewInbox(workspace, eventType, projectId) : target;
  return dataText === null
    ? sendUnchanged(workspace, eventId, webhookId)
    : sendEdited(workspace, webhookId, { eventType, dataText });
}

async function endpointAtNewInbox(workspace: string, eventType: string, projectId: string | null): Promise<string> {
  const inbox = await createInbox(workspace, NEW_INBOX_NAME);
  const webhook = await createWebhook(workspace, {
    name: NEW_INBOX_NAME,
    url: inbox.url,
    events: [eventType],
    ...(projectId !== null && { projectId }),
  });
  return webhook.id;
}
