import { handle } from "@/lib/http";
import { createWebhookOperation, listWebhooksOperation } from "@/lib/http/operations/webhooks";
import { createWebhook, listWebhooks } from "@/lib/webhooks";

export const GET = handle(listWebhooksOperation, (ctx, { query }) => listWebhooks(ctx, query));
export const POST = handle(createWebhookOperation, (ctx, { body }) => createWebhook(ctx, body));
