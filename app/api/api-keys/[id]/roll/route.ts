import { rollApiKey } from "@/lib/api-keys";
import { handle } from "@/lib/http";
import { rollApiKeyOperation } from "@/lib/http/operations/api-keys";

export const POST = handle(rollApiKeyOperation, (ctx, { params, body }) => rollApiKey(ctx, params.id, body));
