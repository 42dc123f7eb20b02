import type { FieldError } from "@/lib/core/errors";
import type { Operation, OperationInput, OperationOutput } from "@/lib/http/operation";

/** A refusal of the API, in the words of its problem answer. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldError[];
  readonly retryAfterSeconds: number | undefined;
  /** What the log of the server calls this call; undefined when it was never reached. */
  readonly requestId: string | undefined;

  constructor(facts: {
    status: number;
    code: string;
    detail: string;
    fields?: FieldError[];
    retryAfterSeconds?: number;
    requestId?: string;
  }) {
    super(facts.detail);
    this.name = "ProblemError";
    this.status = facts.status;
    this.code = facts.code;
    this.fields = facts.fields ?? [];
    this.retryAfterSeconds = facts.retryAfterSeconds;
    this.requestId = facts.requestId;
  }
}

type Given<Op, Part extends "params" | "query" | "body"> = Op extends Operation
  ? OperationInput<Op>[Part] extends undefined
    ? unknown
    : { [K in Part]: InputOf<Op, Part> }
  : unknown;
type InputOf<Op, Part> = Part extends keyof Op
  ? NonNullable<Op[Part]> extends { _zod: { input: infer Input } }
    ? Input
    : never
  : never;

/** What a call takes: the parts its operation declares, as they are before parsing. */
export type CallInput<Op extends Operation> = Given<Op, "params"> & Given<Op, "query"> & Given<Op, "body">;

/** The answer as it comes over the wire. */
export type CallOutput<Op extends Operation> = OperationOutput<Op> extends void ? undefined : WireOf<Op>;
type WireOf<Op> = Op extends { response?: infer Response }
  ? NonNullable<Response> extends { _zod: { output: infer Output } }
    ? Output
    : never
  : never;

type CallOptions = {
  /** Slug of the workspace that is meant; without one it is the reader's own. */
  workspace?: string;
  signal?: AbortSignal;
  /** The same key does it once, however often it is sent. */
  idempotencyKey?: string;
};

/**
 * An operation as the browser names it: by its type, and by its line ("GET /api/webhooks"), which the compiler holds
 * together. The object itself would bring every schema of the API into the page.
 */
export type LineOf<Op extends Operation> = Op | `${Op["method"]} ${Op["path"]}`;

/**
 * Makes one call of the API with the reader's session.
 * @throws ProblemError for every refusal, also when there was no connection (`status` 0).
 */
export async function callApi<Op extends Operation>(
  line: LineOf<Op>,
  input: CallInput<Op>,
  options: CallOptions = {},
): Promise<CallOutput<Op>> {
  const { body, ...rest } = input as { body?: unknown };
  return request(line, rest, body === undefined ? undefined : JSON.stringify(body), options);
}

/**
 * As `callApi`, with a body that was written elsewhere: it goes out as it is, so that no digit of a long number is lost.
 * @param bodyText JSON.
 */
export async function callApiWithText<Op extends Operation>(
  line: LineOf<Op>,
  input: Omit<CallInput<Op>, "body">,
  bodyText: string,
  options: CallOptions = {},
): Promise<CallOutput<Op>> {
  return request(line, input, bodyText, options);
}

async function request<Op extends Operation>(
  line: LineOf<Op>,
  input: object,
  bodyText: string | undefined,
  options: CallOptions,
): Promise<CallOutput<Op>> {
  const { params = {}, query = {} } = input as {
    params?: Record<string, string>;
    query?: Record<string, string | number | boolean | undefined>;
  };
  const [method = "", template = ""] = typeof line === "string" ? line.split(" ") : [line.method, line.path];
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  if (options.workspace !== undefined) search.set("workspace", options.workspace);
  const response = await fetch(search.size === 0 ? path : `${path}?${search}`, {
    method,
    signal: options.signal,
    headers: {
      ...(bodyText === undefined ? {} : { "Content-Type": "application/json" }),
      ...(options.idempotencyKey === undefined ? {} : { "Idempotency-Key": options.idempotencyKey }),
    },
    ...(bodyText === undefined ? {} : { body: bodyText }),
  }).catch((cause: unknown) => {
    if (options.signal?.aborted === true) throw cause;
    throw new ProblemError({
      status: 0,
      code: "offline",
      detail: "Posthorn does not answer. Check the connection, then try again.",
    });
  });
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? undefined : await response.json()) as CallOutput<Op>;
}

async function problemOf(response: Response): Promise<ProblemError> {
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const problem = (await response.json().catch(() => ({}))) as {
    code?: string;
    detail?: string;
    errors?: FieldError[];
    requestId?: string;
  };
  return new ProblemError({
    status: response.status,
    code: problem.code ?? "internal",
    detail: problem.detail ?? `Posthorn answered with status ${response.status}.`,
    fields: problem.errors,
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : undefined,
    requestId: response.headers.get("X-Request-Id") ?? problem.requestId,
  });
}
