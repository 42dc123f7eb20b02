export { createApiKey } from "./create-api-key";
export { hashApiKey } from "./format";
export { listApiKeys } from "./list-api-keys";
export { revokeApiKey } from "./revoke-api-key";
export { rollApiKey } from "./roll-api-key";
export { type ApiKeyVerifier, createApiKeyVerifier, type VerifiedApiKey } from "./verifier";
