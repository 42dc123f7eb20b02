import type { z } from "zod";
import type { CreateApiKeyInput, RollApiKeyInput } from "@/lib/api-keys/schemas";
import type {
  createApiKeyOperation,
  listApiKeysOperation,
  revokeApiKeyOperation,
  rollApiKeyOperation,
} from "@/lib/http/operations/api-keys";
import { callApi } from "./fetcher";

export const apiKeyKeys = {
  all: ["api-keys"] as const,
  list: (workspace: string) => ["api-keys", workspace] as const,
};

export const API_KEYS_SHOWN_MAX = 200;

export const listApiKeys = (workspace: string, signal?: AbortSignal) =>
  callApi<typeof listApiKeysOperation>(
    "GET /api/api-keys",
    { query: { limit: API_KEYS_SHOWN_MAX } },
    { workspace, signal },
  );
export const createApiKey = (workspace: string, body: z.input<typeof CreateApiKeyInput>) =>
  callApi<typeof createApiKeyOperation>("POST /api/api-keys", { body }, { workspace });
export const rollApiKey = (workspace: string, id: string, body: z.input<typeof RollApiKeyInput>) =>
  callApi<typeof rollApiKeyOperation>("POST /api/api-keys/{id}/roll", { params: { id }, body }, { workspace });
export const revokeApiKey = (workspace: string, id: string) =>
  callApi<typeof revokeApiKeyOperation>("DELETE /api/api-keys/{id}", { params: { id } }, { workspace });
