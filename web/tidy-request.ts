import type { IncomingMessage } from "node:http";
import { parseUrl } from "@/lib/core/parse-url";

/**
 * Headers by which Next's own parts speak to each other. From a client they are at best noise: with one of them Next
 * answers an empty 200 for any address, and by others it was once talked out of asking who calls.
 */
const INTERNAL =
  /^(x-middleware-|x-invoke-|x-matched-path$|x-now-|x-nextjs-(?!(html-)?request-id$)|x-next-|x-prerender-|next-resume$)/;

/** Takes off what a client has no business to send, and leaves of an absolute address (RFC 9112, 3.2.2) its path. */
export function tidyRequest(request: IncomingMessage): void {
  for (const name of Object.keys(request.headers)) if (INTERNAL.test(name)) delete request.headers[name];
  const target = request.url ?? "";
  if (!/^https?:\/\//i.test(target)) return;
  const url = parseUrl(target);
  request.url = url === null ? "/" : `${url.pathname}${url.search}`;
}
