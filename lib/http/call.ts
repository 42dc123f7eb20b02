import { plainLogger } from "@/lib/platform/logger";
import { httpRequests } from "@/lib/platform/metrics";
import { getRuntime, type Runtime } from "@/lib/runtime";
import type { ApiRequest } from "./api-request";
import type { Caller } from "./authenticate";
import { clientAddress } from "./client-address";
import { problemResponse } from "./problem";
import { requestIdOf } from "./request-id";

/** One request on its way to an answer. `caller` is filled in once it is known, for the log. */
export type Call = {
  runtime: Runtime;
  requestId: string;
  ip: string | undefined;
  caller?: Caller;
};

/** Everything an answer of the API has, whoever produced it; and one line of log and one observation each. */
export async function answerCall(
  operationId: string,
  request: ApiRequest,
  produce: (call: Call) => Promise<Response>,
): Promise<Response> {
  const startedMs = performance.now();
  const runtime = getRuntime();
  const requestId = requestIdOf(request.headers);
  const call: Call = { runtime, requestId, ip: clientAddress(request.headers, runtime.env.TRUST_PROXY) };
  const response = await produce(call).catch((error: unknown) => problemResponse(error, requestId, runtime.logger));

  response.headers.set("X-Request-Id", requestId);
  response.headers.set("X-Content-Type-Options", "nosniff");
  if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");
  const { status } = response;
  const ms = performance.now() - startedMs;
  httpRequests.observe({ operation: operationId, status }, ms / 1_000);
  const { caller } = call;
  plainLogger(runtime.logger).info(
    {
      operation: operationId,
      status,
      ms: Math.round(ms * 10) / 10,
      requestId,
      workspaceId: caller?.workspace.id,
      actorId: caller === undefined || caller.actor.kind === "system" ? undefined : caller.actor.id,
    },
    "request",
  );
  return response;
}
