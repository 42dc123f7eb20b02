import { type Context, requireScope } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError } from "@/lib/core/errors";
import { publicUrl } from "@/lib/platform/env";
import type { ApiRequest } from "./api-request";
import { authenticate } from "./authenticate";
import { answerCall } from "./call";
import { requireSameOrigin } from "./csrf";
import { type Answer, answerOnce, idempotencyKeyOf } from "./idempotency";
import type { Operation, OperationInput, OperationOutput } from "./operation";
import { rateLimitOf } from "./rate-limit";
import { readInput, type RouteSegment } from "./read-input";

export type RouteHandler<Asked extends ApiRequest = Request> = (
  request: Asked,
  segment: RouteSegment,
) => Promise<Response>;

/** A context before anybody is known: for operations with the scope "public". */
export type PublicContext = Omit<Context, "workspace" | "actor">;

// What a handler of these exact schemas takes is what the wrapper gives it; the generics cannot say so to each other.
type AnyInput = OperationInput<Operation>;

/**
 * Makes an operation a route handler: who calls, whether they may, what they send; then the work in one line; then
 * the answer through its schema. Nothing about the input is told to a caller who may not make the call.
 */
export function handle<Op extends Operation>(
  operation: Op,
  work: (ctx: Context, input: OperationInput<Op>) => Promise<OperationOutput<Op>>,
): RouteHandler<ApiRequest> {
  return route<ApiRequest>(operation, async (ctx, input, rawInput) => {
    let again = false;
    const told: AnyInput = { ...input, markReplayed: () => void (again = true) };
    const produce = async (inner: Context) => answerOf(operation, await work(inner, told as OperationInput<Op>));
    const { key, path } = rawInput;
    if (key === undefined || operation.ownIdempotency === true) return toResponse(await produce(ctx), again);
    const { replayed, ...answer } = await answerOnce(
      ctx,
      { key, operation: `${operation.method} ${path}`, body: input.rawBody },
      produce,
    );
    return toResponse(answer, replayed);
  });
}

/** As `handle`, for an answer that is not JSON (a stream, a text): the work builds the Response itself. */
export function handleRaw<Op extends Operation>(
  operation: Op,
  work: (ctx: Context, input: OperationInput<Op>, request: Request) => Promise<Response>,
): RouteHandler {
  return route<Request>(operation, (ctx, input, { request }) => work(ctx, input as OperationInput<Op>, request));
}

/** As `handle`, for an operation that anybody may call. */
export function handlePublic<Op extends Operation>(
  operation: Op,
  work: (ctx: PublicContext, input: OperationInput<Op>, request: Request) => Promise<OperationOutput<Op> | Response>,
): RouteHandler {
  return (request, segment) =>
    answerCall(operation.id, request, async ({ runtime, requestId, ip }) => {
      const input = await readInput(operation, request, segment, new URL(request.url).searchParams);
      const ctx: PublicContext = {
        requestId,
        ip,
        db: runtime.database.prisma,
        services: runtime.services,
        afterCommit: (later) => later(),
      };
      const result = await work(ctx, { ...input, idempotencyKey: undefined } as OperationInput<Op>, request);
      return result instanceof Response ? result : toResponse(answerOf(operation, result));
    });
}

type Produce<Asked> = (
  ctx: Context,
  input: AnyInput,
  raw: { request: Asked; key: string | undefined; path: string },
) => Promise<Response>;

function route<Asked extends ApiRequest>(operation: Operation, produce: Produce<Asked>): RouteHandler<Asked> {
  const { scope } = operation;
  if (scope === "public") throw new Error(`${operation.id} is public: use handlePublic.`);
  return (request, segment) =>
    answerCall(operation.id, request, async (call) => {
      const { runtime, requestId, ip } = call;
      const caller = await authenticate(request, runtime, ip);
      call.caller = caller;
      await rateLimitOf(runtime).spend(caller.actor.kind === "system" ? caller.actor.name : caller.actor.id);
      if (caller.by === "cookie" && operation.method !== "GET")
        requireSameOrigin(request.headers, publicUrl(runtime.env));

      const waiting: (() => void)[] = [];
      const { actor, workspace } = caller;
      const ctx: Context = {
        ...runtime.contextFor({ actor, workspace, requestId, ip }),
        afterCommit: (later) => waiting.push(later),
      };
      if (scope !== "authenticated") await requireAllowed(ctx, operation);

      const { searchParams, pathname } = new URL(request.url);
      if (caller.by === "cookie") searchParams.delete("workspace");
      const key = operation.method === "POST" ? idempotencyKeyOf(request.headers) : undefined;
      const input = { ...(await readInput(operation, request, segment, searchParams)), idempotencyKey: key };
      const response = await produce(ctx, input as AnyInput, { request, key, path: pathname });
      for (const later of waiting) later();
      return response;
    });
}

/** A refused authorisation is worth a line in the audit log, and a log that is down is no reason to let anybody in. */
async function requireAllowed(ctx: Context, operation: Operation): Promise<void> {
  if (operation.scope === "public" || operation.scope === "authenticated") return;
  try {
    requireScope(ctx.actor, operation.scope);
  } catch (refusal) {
    await recordAudit(ctx, { action: "access.refused", targetKind: "operation", targetId: operation.id }).catch(
      (err: unknown) =>
        ctx.services.logger.error({ err, requestId: ctx.requestId }, "could not record a refused authorisation"),
    );
    throw refusal;
  }
}

function answerOf(operation: Operation, output: unknown): Answer {
  if (operation.response === undefined) return { status: operation.status, text: null };
  const parsed = operation.response.safeParse(output);
  if (!parsed.success)
    throw new AppError("internal", "Something went wrong on our side. Name the request id when you report it.", {
      cause: parsed.error,
    });
  return { status: operation.status, text: JSON.stringify(parsed.data) };
}

function toResponse({ status, text }: Answer, replayed = false): Response {
  const headers = new Headers(text === null ? {} : { "Content-Type": "application/json" });
  if (replayed) headers.set("Idempotent-Replayed", "true");
  return new Response(text, { status, headers });
}
