import { createApiKey, listApiKeys } from "@/lib/api-keys";
import { handle } from "@/lib/http";
import { createApiKeyOperation, listApiKeysOperation } from "@/lib/http/operations/api-keys";

export const GET = handle(listApiKeysOperation, (ctx, { query }) => listApiKeys(ctx, query));
export const POST = handle(createApiKeyOperation, (ctx, { body }) => createApiKey(ctx, body));
