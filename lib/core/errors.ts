/** One invalid field of an input: `path` as the caller wrote it (`events.0`), `message` says what is wrong and how to mend it. */
export type FieldError = { path: string; message: string };

/**
 * Every way an operation can refuse, without a word of HTTP.
 * `lib/http/problem.ts` is the only place that maps these codes to statuses.
 */
export type ErrorCode =
  | "bad_request"
  | "invalid_json"
  | "invalid_cursor"
  | "unauthenticated"
  | "forbidden"
  | "insufficient_scope"
  | "csrf_rejected"
  | "not_found"
  | "method_not_allowed"
  | "conflict"
  | "already_exists"
  | "idempotency_key_reused"
  | "webhook_disabled"
  | "delivery_not_cancellable"
  | "payload_expired"
  | "payload_too_large"
  | "unsupported_media_type"
  | "validation_failed"
  | "rate_limited"
  | "unavailable"
  | "internal";

// Next bundles route handlers apart from the web process's own code, so this class exists twice in one process.
// Known by this mark, an error of either copy is an instance of both.
const MARK = Symbol.for("posthorn.AppError");

/**
 * The one error class domains throw on purpose. `message` reaches the caller, so it never
 * carries a secret, a private address or a row of another workspace.
 */
export class AppError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    const marked = typeof value === "object" && value !== null && MARK in value;
    return this === AppError ? marked : marked && super[Symbol.hasInstance](value);
  }

  readonly [MARK] = true;
  readonly code: ErrorCode;
  readonly errors: FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { errors?: FieldError[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.errors = options.errors;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** A row that is missing and a row of another workspace are the same answer, in the same words. */
export function notFound(noun: string): AppError {
  return new AppError("not_found", `No such ${noun}.`);
}

/** @returns the 422 of one or more named fields. */
export function invalidFields(...errors: FieldError[]): AppError {
  const first = errors[0];
  const detail = first === undefined ? "The input is invalid." : `${first.path}: ${first.message}`;
  return new AppError("validation_failed", detail, { errors });
}
