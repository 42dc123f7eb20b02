import { z } from "zod";
import {
  ApiKeyPage,
  CreateApiKeyInput,
  CreatedApiKey,
  ListApiKeysQuery,
  RollApiKeyInput,
} from "@/lib/api-keys/schemas";
import { idOf } from "@/lib/core/schemas";
import { defineOperation } from "../operation";

const tag = "API keys";
const params = z.strictObject({ id: idOf("apiKey") });

export const listApiKeysOperation = defineOperation({
  id: "listApiKeys",
  method: "GET",
  path: "/api/api-keys",
  tag,
  summary: "List API keys, newest first, without the keys themselves",
  scope: "api-keys:read",
  query: ListApiKeysQuery,
  status: 200,
  response: ApiKeyPage,
});

export const createApiKeyOperation = defineOperation({
  id: "createApiKey",
  method: "POST",
  path: "/api/api-keys",
  tag,
  summary: "Create an API key; the answer is the only place it is shown",
  scope: "api-keys:write",
  body: CreateApiKeyInput,
  status: 201,
  response: CreatedApiKey,
});

export const revokeApiKeyOperation = defineOperation({
  id: "revokeApiKey",
  method: "DELETE",
  path: "/api/api-keys/{id}",
  tag,
  summary: "Revoke an API key, everywhere within a second",
  scope: "api-keys:write",
  params,
  status: 204,
});

export const rollApiKeyOperation = defineOperation({
  id: "rollApiKey",
  method: "POST",
  path: "/api/api-keys/{id}/roll",
  tag,
  summary: "Replace an API key by a new one of the same scopes",
  scope: "api-keys:write",
  params,
  body: RollApiKeyInput,
  bodyOptional: true,
  status: 201,
  response: CreatedApiKey,
});
