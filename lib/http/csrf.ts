import { AppError } from "@/lib/core/errors";

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
  if (origin === null || !URL.canParse(origin)) return false;
  return new URL(origin).origin === new URL(ownOrigin).origin || new URL(origin).host === headers.get("Host");
}
