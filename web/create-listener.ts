import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { markPeer } from "@/lib/http/client-address";
import { refuseAtGate } from "@/lib/http/gate";
import { type InboxReceiver, isInboxTarget } from "@/lib/inbox";
import { answerInbox } from "./answer-inbox";

type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Inboxes are answered here, everything else by Next.
 * @returns the listener of the HTTP server, and how many requests it is answering just now.
 */
export function createListener(options: {
  receiver: InboxReceiver;
  /** Whether X-Forwarded-* come from a proxy of ours; otherwise nobody gets to see them. */
  trustProxy: boolean;
  nextHandler: NextHandler;
}): { listener: RequestListener; activeRequests: () => number } {
  const { receiver, trustProxy, nextHandler } = options;
  let active = 0;

  const listener: RequestListener = (request, response) => {
    active += 1;
    response.once("close", () => (active -= 1));
    markPeer(request, trustProxy);
    if (isInboxTarget(request.url ?? "")) {
      void answerInbox(receiver, trustProxy, request, response);
      return;
    }
    if (refuseAtGate(request, response)) return;
    nextHandler(request, response).catch((error: unknown) => {
      receiver.logger.error({ err: error }, "a request failed outside of its handler");
      response.destroy();
    });
  };
  return { listener, activeRequests: () => active };
}
