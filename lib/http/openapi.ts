import {
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type ResponseConfig,
  zodToOpenAPIRegistry,
} from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import type { ErrorCode } from "@/lib/core/errors";
import { VERSION } from "@/lib/platform/version";
import type { Operation } from "./operation";
import { strictly } from "./parse-input";
import { PROBLEMS, Problem } from "./problem";

const DESCRIPTION = `Webhooks that arrive: post an event, and every subscribed URL gets it signed and retried.

Send an API key as \`Authorization: Bearer ph_…\`. Lists are newest first and go on with \`cursor\`. Errors are RFC 9457 problems with a
stable \`code\`. A POST with an \`Idempotency-Key\` is done once: for 24 hours its first answer is given again.`;

/** @returns the OpenAPI 3.1 document of these operations, as `GET /api/openapi.json` gives it. */
export function buildOpenApi(operations: readonly Operation[], serverUrl: string) {
  nameSchemas();
  const registry = new OpenAPIRegistry();
  registry.registerComponent("securitySchemes", "apiKey", {
    type: "http",
    scheme: "bearer",
    description: "An API key: ph_…",
  });
  registry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "posthorn.session-token",
    description: "The dashboard's session; writes must come from its own pages",
  });
  for (const operation of operations) registerOperation(registry, operation);
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: "3.1.0",
    info: {
      title: "Posthorn",
      version: VERSION,
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: serverUrl }],
  });
}

/** Schemas with an id become components. The generator reads ids only from a registry of its own. */
function nameSchemas(): void {
  for (const [refId, schema] of z.globalRegistry._idmap)
    if (!zodToOpenAPIRegistry.has(schema)) zodToOpenAPIRegistry.add(schema, { _internal: { refId } });
}

function registerOperation(registry: OpenAPIRegistry, operation: Operation): void {
  const { id, path, tag, summary, scope, params, query, body } = operation;
  const isPublic = scope === "public";
  registry.registerPath({
    method: operation.method.toLowerCase() as Lowercase<Operation["method"]>,
    path,
    operationId: id,
    tags: [tag],
    summary,
    description: isPublic || scope === "authenticated" ? undefined : `Needs the scope \`${scope}\`.`,
    security: isPublic ? [] : [{ apiKey: [] }, { session: [] }],
    request: {
      params,
      query: query === undefined ? undefined : strictly(query),
      headers: operation.method === "POST" && !isPublic ? IdempotencyHeader : undefined,
      body:
        body === undefined
          ? undefined
          : { required: operation.bodyOptional !== true, content: { "application/json": { schema: strictly(body) } } },
    },
    responses: responsesOf(operation),
  });
}

const IdempotencyHeader = z.object({
  "Idempotency-Key": z
    .string()
    .min(1)
    .max(255)
    .optional()
    .meta({ description: "Does the call once; the first answer is given again for 24 hours" }),
});

const RequestIdHeader = {
  "X-Request-Id": {
    description: "Names this request in logs; your own when you sent one",
    schema: { type: "string" as const },
  },
};
const RetryAfterHeader = { "Retry-After": { description: "Seconds to wait", schema: { type: "integer" as const } } };

function responsesOf(operation: Operation): Record<string, ResponseConfig> {
  const { response, status, contentType = "application/json", otherContentTypes = [], otherStatuses = {} } = operation;
  const content =
    response === undefined && operation.contentType === undefined
      ? undefined
      : Object.fromEntries(
          [contentType, ...otherContentTypes].map((type) => [type, { schema: response ?? schemaOf(type) }]),
        );
  const responses: Record<string, ResponseConfig> = {
    [status]: { description: operation.summary, headers: RequestIdHeader, content },
  };
  for (const [other, description] of Object.entries(otherStatuses))
    responses[other] = { description, headers: RequestIdHeader, content };
  for (const [problemStatus, codes] of problemsOf(operation))
    responses[problemStatus] ??= {
      description: codes.join(", "),
      headers:
        problemStatus === 429 || problemStatus === 503 ? { ...RequestIdHeader, ...RetryAfterHeader } : RequestIdHeader,
      content: { "application/problem+json": { schema: Problem, example: exampleOf(codes) } },
    };
  return responses;
}

/** Of an answer that no schema describes. */
const schemaOf = (contentType: string): z.ZodType => (contentType === "application/json" ? z.unknown() : z.string());

const UNAUTHENTICATED: ErrorCode[] = ["unauthenticated"];
const WITH_BODY: ErrorCode[] = [
  "bad_request",
  "invalid_json",
  "payload_too_large",
  "unsupported_media_type",
  "validation_failed",
];

/** The refusals an operation can come to, by status. */
function problemsOf({
  scope,
  method,
  params,
  query,
  refusals = [],
  otherStatuses = {},
}: Operation): Map<number, ErrorCode[]> {
  const codes: ErrorCode[] = ["validation_failed", "bad_request", "internal", "unavailable", ...refusals];
  if (scope !== "public") codes.push(...UNAUTHENTICATED, "rate_limited", "not_found");
  if (scope !== "public" && scope !== "authenticated") codes.push("forbidden", "insufficient_scope");
  if (scope !== "public" && method !== "GET") codes.push("csrf_rejected", "conflict");
  if (params !== undefined) codes.push("not_found");
  if (query !== undefined && "cursor" in query.shape) codes.push("invalid_cursor");
  if (method === "POST" || method === "PATCH") codes.push(...WITH_BODY, "already_exists");
  if (method === "POST" && scope !== "public") codes.push("idempotency_key_reused");
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes)) {
    const { status } = PROBLEMS[code];
    if (!(status in otherStatuses)) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return byStatus;
}

function exampleOf([code = "internal"]: ErrorCode[]): Problem {
  const { title, status } = PROBLEMS[code];
  return {
    type: `urn:posthorn:problem:${code}`,
    title,
    status,
    code,
    detail: title,
    requestId: "rid_01h455vb4pex5vsknk084sn02q",
  };
}
