import type { IncomingMessage, ServerResponse } from "node:http";
import { finished } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";

const DISCARD_MS = 5_000;

/**
 * Throws away what is left of a refused body, for a while: a connection that is closed while the caller still sends takes
 * the answer with it.
 */
export async function discardRest(request: IncomingMessage): Promise<void> {
  // Whoever read the body so far must not gather the rest of it.
  request.unpipe().removeAllListeners("data").removeAllListeners("readable");
  const ended = finished(request.resume(), { writable: false });
  // Who hangs up instead has no use for the answer.
  await Promise.race([ended.catch(() => undefined), sleep(DISCARD_MS, undefined, { ref: false })]);
}

/** Lets an answer that others write be sent as soon as it is there, and end once nothing is left of the request's body. */
export function endAfterBody(request: IncomingMessage, response: ServerResponse): void {
  // Taken now: whoever compresses the answer puts others in their place.
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  response.end = (...given: unknown[]): ServerResponse => {
    const onEnd = given.at(-1) instanceof Function ? (given.pop() as () => void) : undefined;
    const [chunk, encoding] = given as [chunk?: string | Uint8Array, encoding?: BufferEncoding];
    if (request.complete) return chunk === undefined ? end(onEnd) : end(chunk, encoding ?? "utf8", onEnd);
    if (chunk === undefined) response.flushHeaders();
    else write(chunk, encoding ?? "utf8");
    void discardRest(request).then(() => end(onEnd));
    return response;
  };
}
