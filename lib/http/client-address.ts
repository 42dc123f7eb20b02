import type { IncomingMessage } from "node:http";

/** Set by the web process on each request, over whatever the client sent: the address at the other end of the socket. */
const PEER_HEADER = "x-posthorn-peer";

/** Notes the socket's address where route handlers, which never see the socket, can read it. */
export function markPeer(request: IncomingMessage): void {
  request.headers[PEER_HEADER] = (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
}

/**
 * @param trustProxy whether a proxy of ours stands before this process. It appends the address it sees, so the last
 * entry of X-Forwarded-For is the only one that a client cannot make up.
 * @returns the caller's address, undefined when it is not known.
 */
export function clientAddress(headers: Headers, trustProxy: boolean): string | undefined {
  const forwarded = headers.get("X-Forwarded-For")?.split(",").at(-1)?.trim();
  const address = trustProxy && forwarded !== undefined && forwarded !== "" ? forwarded : headers.get(PEER_HEADER);
  return address === null || address === "" ? undefined : address.slice(0, 64);
}
