import { z } from "zod";
import { SCOPES } from "@/lib/access/scopes";
import { Instant, InstantInput, pageOf, PageQuery, textOf } from "@/lib/core/schemas";

const ScopeName = z.enum(SCOPES, { error: `is not a scope; known are ${SCOPES.join(", ")}` });

export const ApiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().meta({ description: "Beginning of the key, which is no secret", example: "ph_4fJq0aTzW81k" }),
    hint: z.string().meta({ description: "Last characters of the key" }),
    scopes: z.array(ScopeName),
    createdById: z.string().nullable(),
    createdAt: Instant,
    expiresAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
    lastUsedAt: Instant.nullable().meta({ description: "To the minute" }),
    lastUsedIp: z.string().nullable(),
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.output<typeof ApiKey>;

export const CreatedApiKey = ApiKey.extend({
  key: z.string().meta({ description: "The key itself; it is shown here and never again" }),
}).meta({
  id: "CreatedApiKey",
});
export type CreatedApiKey = z.output<typeof CreatedApiKey>;

export const ApiKeyPage = pageOf(ApiKey);
export const ListApiKeysQuery = PageQuery;

export const CreateApiKeyInput = z.strictObject({
  name: textOf(100),
  scopes: z
    .array(ScopeName)
    .min(1, "must name at least one scope")
    .max(SCOPES.length)
    .transform((scopes) => [...new Set(scopes)]),
  expiresAt: InstantInput.refine((time) => time.getTime() > Date.now(), "must be in the future").nullish(),
});
export type CreateApiKeyInput = z.output<typeof CreateApiKeyInput>;

const WEEK_SECONDS = 604_800;

export const RollApiKeyInput = z.strictObject({
  overlapSeconds: z
    .number()
    .int()
    .min(0)
    .max(WEEK_SECONDS)
    .default(0)
    .meta({ description: "How long the old key still works beside the new one; at most a week" }),
});
export type RollApiKeyInput = z.output<typeof RollApiKeyInput>;
