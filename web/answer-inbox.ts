import type { IncomingMessage, ServerResponse } from "node:http";
import { newId } from "@/lib/core/ids";
import { clientAddress } from "@/lib/http/client-address";
import { problemResponse } from "@/lib/http/problem";
import { type InboxReceiver, receiveRequest } from "@/lib/inbox";

/**
 * Answers a request to `/in/{token}`. A route handler can neither cut a connection nor leave it hanging, so this
 * process does it itself. Never throws: whatever goes wrong is a problem answer, or a log line once bytes were sent.
 */
export async function answerInbox(
  receiver: InboxReceiver,
  trustProxy: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await receiveRequest(receiver, request, response, clientAddress(headersOf(request), trustProxy) ?? null);
  } catch (error) {
    if (response.headersSent || response.destroyed) {
      receiver.logger.warn({ err: error }, "an inbox's request is not recorded in full");
      response.destroy();
      return;
    }
    const requestId = newId("request");
    await send(response, problemResponse(error, requestId, receiver.logger), requestId, !request.complete);
  }
}

function headersOf(request: IncomingMessage): Headers {
  return new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)] as [string, string]));
}

async function send(response: ServerResponse, problem: Response, requestId: string, hangUp: boolean): Promise<void> {
  for (const [name, value] of problem.headers) response.setHeader(name, value);
  response.setHeader("X-Request-Id", requestId);
  // What is left of a refused body is not read to its end.
  if (hangUp) response.setHeader("Connection", "close");
  response.writeHead(problem.status).end(await problem.text());
}
