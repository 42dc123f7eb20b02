import type { IncomingMessage } from "node:http";

/** Set by the web process on each request, over whatever the client sent: the address at the other end of the socket. */
const PEER_HEADER = "x-posthorn-peer";
/** Set when the request came with headers of a proxy, whose word is taken only when it is one of ours. */
const FORWARDED_HEADER = "x-posthorn-forwarded";
const FORWARDED = /^(x-)?forwarded/;

/**
 * Notes the socket's address where route handlers, which never see the socket, can read it.
 * @param trustProxy whether X-Forwarded-* come from a proxy of ours; otherwise nobody gets to see them.
 */
export function markPeer(request: IncomingMessage, trustProxy: boolean): void {
  const forwarded = Object.keys(request.headers).filter((name) => FORWARDED.test(name));
  if (!trustProxy) for (const name of forwarded) delete request.headers[name];
  request.headers[PEER_HEADER] = (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  request.headers[FORWARDED_HEADER] = forwarded.length > 0 ? "1" : "0";
}

/** @returns whether the caller is on this machine: a proxy on this machine that nobody told us of speaks for others. */
export function isLocal(headers: Headers, ip: string | undefined): boolean {
  return (ip === "127.0.0.1" || ip === "::1") && headers.get(FORWARDED_HEADER) !== "1";
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
