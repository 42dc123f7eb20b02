import { handle } from "@/lib/http";
import { deleteWebhookOperation, getWebhookOperation, updateWebhookOperation } from "@/lib/http/operations/webhooks";
import { deleteWebhook, getWebhook, updateWebhook } from "@/lib/webhooks";

export const GET = handle(getWebhookOperation, (ctx, { params }) => getWebhook(ctx, params.id));
export const PATCH = handle(updateWebhookOperation, (ctx, { params, body }) => updateWebhook(ctx, params.id, body));
export const DELETE = handle(deleteWebhookOperation, (ctx, { params }) => deleteWebhook(ctx, params.id));
