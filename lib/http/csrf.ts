import { AppError } from "@/lib/core/errors";
import { parseUrl } from "@/lib/core/parse-url";

/**
 * A cookie is sent along by any site's form; so a write that a cookie authenticates must come from our own pages.
 * Browsers say so in Sec-Fetch-Site, which no page can set; older ones in Origin alone.
 * @param ownOrigin where people reach this instance.
 * @throws AppError `csrf_rejected`.
 */
export function requireSameOrigin(headers: Headers, ownOrigin: string): void {
  const site = headers.get("Sec-Fetch-Site");
  const allowed = site === null ? isOwnOrigin(headers, ownOrigin) : site === "same-origin";
  if (!allowed)
    throw new AppError(
      "csrf_rejected",
      "This write came with a cookie, but not from a page of this instance. Use an API key instead.",
    );
}

function isOwnOrigin(headers: Headers, ownOrigin: string): boolean {
  const origin = headers.get("Origin");
  const from = origin === null ? null : parseUrl(origin);
  return from !== null && (from.origin === new URL(ownOrigin).origin || from.host === headers.get("Host"));
}
