import { handle } from "@/lib/http";
import { checkWebhookUrlOperation } from "@/lib/http/operations/webhooks";
import { checkWebhookUrl } from "@/lib/webhooks";

export const POST = handle(checkWebhookUrlOperation, (ctx, { body }) => checkWebhookUrl(ctx, body));
