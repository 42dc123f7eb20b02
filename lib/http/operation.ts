import type { z } from "zod";
import type { Scope } from "@/lib/access/scopes";
import type { ErrorCode } from "@/lib/core/errors";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/**
 * One call of the API. Its method, path, scope, schemas and status stand here and nowhere else: the route
 * handler, the OpenAPI document, the typed client and the contract test all read this object.
 * Browser-safe: nothing but zod and types.
 */
export type Operation<
  Params extends z.ZodObject | undefined = z.ZodObject | undefined,
  Query extends z.ZodObject | undefined = z.ZodObject | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Response extends z.ZodType | undefined = z.ZodType | undefined,
  Verb extends Method = Method,
  Path extends string = string,
> = {
  /** Name in the OpenAPI document and in metrics: `createWebhook`. */
  id: string;
  method: Verb;
  /** Path with parameters in braces: `/api/webhooks/{id}`. */
  path: Path;
  tag: string;
  summary: string;
  /** What the actor must be allowed; "authenticated" is any member or key, "public" needs no credentials. */
  scope: Scope | "authenticated" | "public";
  params?: Params;
  query?: Query;
  body?: Body;
  /** A missing body counts as `{}`. */
  bodyOptional?: boolean;
  /** Largest body in bytes; 1 MiB unless told. */
  bodyBytesMax?: number;
  /** Status of success. */
  status: 200 | 201 | 202 | 204;
  /** Schema of the answer; none with 204, nor with another content type than JSON. */
  response?: Response;
  /** Content type of an answer that is not JSON. */
  contentType?: string;
  /** What the caller may ask for in its place. */
  otherContentTypes?: string[];
  /** Refusals of a call that anybody may make, besides those of its input. */
  refusals?: ErrorCode[];
  /** Statuses besides the usual ones, with what they mean: `{ 503: "A part is down" }`; answered with `response`. */
  otherStatuses?: Record<number, string>;
  /** The handler keeps Idempotency-Key itself (ingest), so the wrapper leaves it alone. */
  ownIdempotency?: boolean;
};

/** @returns the operation itself, with the types of its schemas, method and path kept. */
export function defineOperation<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Response extends z.ZodType | undefined = undefined,
  const Verb extends Method = Method,
  const Path extends string = string,
>(
  operation: Operation<Params, Query, Body, Response, Verb, Path>,
): Operation<Params, Query, Body, Response, Verb, Path> {
  return operation;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What a handler receives: everything parsed, and the body as it came for those that must keep its bytes. */
export type OperationInput<Op> =
  Op extends Operation<infer Params, infer Query, infer Body, infer _Response>
    ? {
        params: Parsed<Params>;
        query: Parsed<Query>;
        body: Parsed<Body>;
        rawBody: string;
        idempotencyKey: string | undefined;
        /** Told by a handler with `ownIdempotency` that its answer is an earlier one. */
        markReplayed: () => void;
      }
    : never;

/** What a handler returns: the answer before its schema has parsed it. */
export type OperationOutput<Op> =
  Op extends Operation<infer _Params, infer _Query, infer _Body, infer Response>
    ? Response extends z.ZodType
      ? z.input<Response>
      : void
    : never;
