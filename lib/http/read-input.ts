import { z } from "zod";
import type { ApiRequest } from "./api-request";
import type { Operation } from "./operation";
import { parseFields, parseParams, parseQuery, strictly } from "./parse-input";
import { parseJson, requireJson, requireNoEncoding } from "./parse-json";
import { BODY_BYTES_MAX, readBody } from "./read-body";

/** What Next gives a route handler besides the request: the parts of the path in brackets. */
export type RouteSegment = { params: Promise<Record<string, string | string[] | undefined>> };

export type Input = { params: unknown; query: unknown; body: unknown; rawBody: string };

const NO_FIELDS = z.strictObject({});

/** Reads and parses all that an operation declares. @throws AppError for the first part that is not as declared. */
export async function readInput(
  operation: Operation,
  request: ApiRequest,
  segment: RouteSegment,
  query: URLSearchParams,
): Promise<Input> {
  const params = operation.params === undefined ? undefined : parseParams(operation.params, await segment.params);
  const parsedQuery = parseQuery(operation.query ?? NO_FIELDS, query);
  const hasBody = operation.method === "POST" || operation.method === "PATCH";
  if (hasBody) requireNoEncoding(request.headers);
  const rawBody = hasBody ? await readBody(request, operation.bodyBytesMax ?? BODY_BYTES_MAX) : "";
  return {
    params,
    query: operation.query === undefined ? undefined : parsedQuery,
    body: parseBody(operation, request.headers, rawBody),
    rawBody,
  };
}

function parseBody(operation: Operation, headers: Headers, rawBody: string): unknown {
  if (operation.method !== "POST" && operation.method !== "PATCH") return undefined;
  const mayBeMissing = operation.body === undefined || operation.bodyOptional === true;
  if (rawBody === "" && mayBeMissing)
    return operation.body === undefined ? undefined : parseFields(strictly(operation.body), {});
  requireJson(headers);
  const parsed = parseFields(strictly(operation.body ?? NO_FIELDS), parseJson(rawBody));
  return operation.body === undefined ? undefined : parsed;
}
