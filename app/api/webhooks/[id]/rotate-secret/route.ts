import { handle } from "@/lib/http";
import { rotateWebhookSecretOperation } from "@/lib/http/operations/webhooks";
import { rotateWebhookSecret } from "@/lib/webhooks";

export const POST = handle(rotateWebhookSecretOperation, (ctx, { params, body }) =>
  rotateWebhookSecret(ctx, params.id, body),
);
