import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { markPeer } from "@/lib/http/client-address";
import { refuseAtGate } from "@/lib/http/gate";
import { type InboxReceiver, isInboxTarget } from "@/lib/inbox";
import { answerBroken } from "./answer-broken";
import { answerDirect, findDirect } from "./answer-direct";
import { answerInbox } from "./answer-inbox";
import { endAfterBody } from "./end-after-body";
import { tidyRequest } from "./tidy-request";

type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Inboxes are answered here, and what accepts events by its route handler; everything else by Next.
 * @returns the listener of the HTTP server, and how many requests it is answering just now.
 */
export function createListener(options: {
  receiver: InboxReceiver;
  /** Whether X-Forwarded-* come from a proxy of ours; otherwise nobody gets to see them. */
  trustProxy: boolean;
  nextHandler: NextHandler;
}): {
  listener: RequestListener;
  /** For the server's event of that name. */
  clientError: (error: Error, socket: Duplex) => void;
  activeRequests: () => number;
} {
  const { receiver, trustProxy, nextHandler } = options;
  let active = 0;
  /** The last answer that was begun on each connection. */
  const answers = new WeakMap<Duplex, ServerResponse>();

  const listener: RequestListener = (request, response) => {
    active += 1;
    answers.set(request.socket, response);
    response.once("close", () => (active -= 1));
    tidyRequest(request);
    markPeer(request, trustProxy);
    if (isInboxTarget(request.url ?? "")) {
      void answerInbox(receiver, trustProxy, request, response);
      return;
    }
    const direct = findDirect(request);
    if (direct === undefined && refuseAtGate(request, response)) return;
    const answered = direct === undefined ? answerByNext(request, response) : answerDirect(direct, request, response);
    answered.catch((error: unknown) => {
      receiver.logger.error({ err: error }, "a request failed outside of its handler");
      response.destroy();
    });
  };

  function answerByNext(request: IncomingMessage, response: ServerResponse): Promise<void> {
    endAfterBody(request, response);
    return nextHandler(request, response);
  }

  return {
    listener,
    clientError: (error, socket) => answerBroken(error, socket, answers.get(socket)),
    activeRequests: () => active,
  };
}
