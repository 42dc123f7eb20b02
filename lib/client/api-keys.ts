import type { z } from "zod";
import type { CreateApiKeyInput } from "@/lib/api-keys/schemas";
import { createApiKeyOperation, listApiKeysOperation, revokeApiKeyOperation } from "@/lib/http/operations/api-keys";
import { callApi } from "./fetcher";

export const apiKeyKeys = { list: (workspace: string) => ["api-keys", workspace] as const };

export const listApiKeys = (workspace: string, signal?: AbortSignal) =>
  callApi(listApiKeysOperation, { query: { limit: 200 } }, { workspace, signal });
export const createApiKey = (workspace: string, body: z.input<typeof CreateApiKeyInput>) =>
  callApi(createApiKeyOperation, { body }, { workspace });
export const revokeApiKey = (workspace: string, id: string) =>
  callApi(revokeApiKeyOperation, { params: { id } }, { workspace });
