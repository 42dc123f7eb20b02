import { handle } from "@/lib/http";
import { resumeWebhookOperation } from "@/lib/http/operations/webhooks";
import { resumeWebhook } from "@/lib/webhooks";

export const POST = handle(resumeWebhookOperation, (ctx, { params }) => resumeWebhook(ctx, params.id));
