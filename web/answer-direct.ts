import type { IncomingMessage, ServerResponse } from "node:http";
import { POST as acceptBatch } from "@/app/api/events/batch/route";
import { POST as acceptEvent } from "@/app/api/events/route";
import type { ApiRequest, RouteHandler } from "@/lib/http";
import { discardRest } from "./end-after-body";

/** Makes the answer to a call from its request. */
type Handler = RouteHandler<ApiRequest>;

/**
 * Route handlers that are called without Next. Finding the way to one, and making its request and answer out of Next's
 * own, takes Next several times as long as accepting an event does.
 */
const HANDLERS = new Map<string, Handler>([
  ["POST /api/events", acceptEvent],
  ["POST /api/events/batch", acceptBatch],
]);
const NO_SEGMENT = { params: Promise.resolve({}) };

/** @returns the handler of the very same address and method; whatever is written otherwise is left to Next. */
export function findDirect({ method = "", url = "" }: IncomingMessage): Handler | undefined {
  return HANDLERS.get(`${method} ${url}`);
}

/** Calls a route handler and sends its answer, whole. Rejects only for what no handler answers for. */
export async function answerDirect(
  handler: Handler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = await handler(
    {
      url: `http://localhost${request.url}`,
      headers: new Headers(request.headers as Record<string, string>),
      body: request,
    },
    NO_SEGMENT,
  );
  const text = await answer.text();
  const headers = [...answer.headers].flat();
  response.writeHead(answer.status, [...headers, "Content-Length", String(Buffer.byteLength(text))]).write(text);
  if (!request.complete) await discardRest(request);
  response.end();
}
