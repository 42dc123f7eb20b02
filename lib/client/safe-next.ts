import { parseUrl } from "@/lib/core/parse-url";

/**
 * @param next where somebody wanted to go before signing in, from the address bar, so from anybody.
 * @returns it as a path of this instance, or `/` for everything that would lead elsewhere.
 */
export function safeNext(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/";
  const here = "http://here.invalid";
  // The URL parser, not a pattern: `/\host`, `//host` and `/<tab>/host` all leave for another host.
  const url = parseUrl(next, here);
  return url?.origin === here && !url.pathname.startsWith("//") ? `${url.pathname}${url.search}${url.hash}` : "/";
}
