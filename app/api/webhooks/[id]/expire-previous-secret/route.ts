import { handle } from "@/lib/http";
import { expirePreviousSecretOperation } from "@/lib/http/operations/webhooks";
import { expirePreviousSecret } from "@/lib/webhooks";

export const POST = handle(expirePreviousSecretOperation, (ctx, { params }) => expirePreviousSecret(ctx, params.id));
