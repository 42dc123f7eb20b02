import { disableWebhook } from "@/lib/webhooks";
import type { Runtime } from "@/lib/runtime";

type Gone = { webhookId: string; workspaceId: string; askedAtMs: number };

/** A receiver that answers 410 Gone wants nothing more. When this fails, its next 410 brings it back. */
export async function disableGone(runtime: Runtime, { webhookId, workspaceId, askedAtMs }: Gone): Promise<void> {
  try {
    const ctx = await runtime.systemContext(workspaceId, "410 Gone");
    await disableWebhook(ctx, webhookId, "The receiver answered 410 Gone.", new Date(askedAtMs));
  } catch (error) {
    runtime.logger.error({ err: error, webhookId }, "a webhook could not be disabled");
  }
}
