import { handle } from "@/lib/http";
import { pauseWebhookOperation } from "@/lib/http/operations/webhooks";
import { pauseWebhook } from "@/lib/webhooks";

export const POST = handle(pauseWebhookOperation, (ctx, { params }) => pauseWebhook(ctx, params.id));
