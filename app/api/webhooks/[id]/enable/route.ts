import { handle } from "@/lib/http";
import { enableWebhookOperation } from "@/lib/http/operations/webhooks";
import { enableWebhook } from "@/lib/webhooks";

export const POST = handle(enableWebhookOperation, (ctx, { params }) => enableWebhook(ctx, params.id));
