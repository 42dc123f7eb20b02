import { revokeApiKey } from "@/lib/api-keys";
import { handle } from "@/lib/http";
import { revokeApiKeyOperation } from "@/lib/http/operations/api-keys";

export const DELETE = handle(revokeApiKeyOperation, (ctx, { params }) => revokeApiKey(ctx, params.id));
