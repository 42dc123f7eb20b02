import { handle } from "@/lib/http";
import { getWebhookSecretOperation } from "@/lib/http/operations/webhooks";
import { getWebhookSecret } from "@/lib/webhooks";

export const GET = handle(getWebhookSecretOperation, (ctx, { params }) => getWebhookSecret(ctx, params.id));
