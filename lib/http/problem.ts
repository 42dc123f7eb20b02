import { z } from "zod";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import { isDatabaseUnavailable, sqlStateOf } from "@/lib/platform/db";
import type { Logger } from "@/lib/platform/logger";

/** The one place where a code gets its HTTP status. */
export const PROBLEMS = {
  bad_request: { status: 400, title: "Malformed request" },
  invalid_json: { status: 400, title: "The body is not valid JSON" },
  invalid_cursor: { status: 400, title: "Unknown cursor" },
  unauthenticated: { status: 401, title: "Not authenticated" },
  forbidden: { status: 403, title: "Not allowed" },
  insufficient_scope: { status: 403, title: "The API key lacks a scope" },
  csrf_rejected: { status: 403, title: "Request from another site" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  conflict: { status: 409, title: "Conflict" },
  already_exists: { status: 409, title: "Already exists" },
  idempotency_key_reused: { status: 409, title: "Idempotency key used for another request" },
  webhook_disabled: { status: 409, title: "The webhook is disabled" },
  delivery_not_cancellable: { status: 409, title: "The delivery cannot be cancelled" },
  payload_expired: { status: 409, title: "The payload is no longer kept" },
  payload_too_large: { status: 413, title: "Body too large" },
  unsupported_media_type: { status: 415, title: "Body is not JSON" },
  validation_failed: { status: 422, title: "Invalid input" },
  rate_limited: { status: 429, title: "Too many requests" },
  unavailable: { status: 503, title: "Temporarily unavailable" },
  internal: { status: 500, title: "Internal error" },
} satisfies Record<ErrorCode, { status: number; title: string }>;

/** RFC 9457. `code` is stable; `detail` is for people. */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(Object.keys(PROBLEMS) as [ErrorCode, ...ErrorCode[]]),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.output<typeof Problem>;

/** A path that is there, but not for this method. */
export class MethodNotAllowed extends AppError {
  constructor(readonly allowed: readonly string[]) {
    super("method_not_allowed", `This address takes ${allowed.join(", ")}.`);
  }
}

/** Seconds after which a client should come back to a store that was down. */
const RETRY_AFTER_SECONDS = 2;
const STATEMENT_TIMEOUT = "57014";
/** What arrives in a statement and cannot be stored: U+0000 in a text, a number or a time out of range. */
const DATA_EXCEPTION = /^22/;

/** @returns the error as one that may be shown: what is not ours becomes a fixed text, and its cause goes to the log alone. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const sqlState = sqlStateOf(error) ?? "";
  if (sqlState === STATEMENT_TIMEOUT || isDatabaseUnavailable(error))
    return new AppError(
      "unavailable",
      "The database does not answer just now. Try again, with the same Idempotency-Key when you sent one.",
      {
        cause: error,
      },
    );
  if (DATA_EXCEPTION.test(sqlState))
    return new AppError(
      "validation_failed",
      "The input has a value that cannot be stored, such as the character U+0000 or a number out of range.",
      { cause: error },
    );
  return new AppError("internal", "Something went wrong on our side. Name the request id when you report it.", {
    cause: error,
  });
}

/** @returns the problem answer to whatever was thrown; logs what the caller must not see. */
export function problemResponse(thrown: unknown, requestId: string, logger: Logger): Response {
  const error = toAppError(thrown);
  const { status, title } = PROBLEMS[error.code];
  if (error.cause !== undefined)
    logger[status === 500 ? "error" : "warn"]({ err: error.cause, requestId }, `request failed: ${error.code}`);
  const problem: Problem = {
    type: `urn:posthorn:problem:${error.code}`,
    title,
    status,
    code: error.code,
    detail: error.message,
    requestId,
  };
  if (error.errors !== undefined) problem.errors = error.errors;

  const headers = new Headers({ "Content-Type": "application/problem+json" });
  if (status === 401) headers.set("WWW-Authenticate", "Bearer");
  if (error instanceof MethodNotAllowed) headers.set("Allow", error.allowed.join(", "));
  if (status === 429 || status === 503)
    headers.set("Retry-After", String(Math.ceil(error.retryAfterSeconds ?? RETRY_AFTER_SECONDS)));
  return new Response(JSON.stringify(problem), { status, headers });
}
