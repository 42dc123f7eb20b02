import type { FieldError } from "@/lib/core/errors";

const HEADERS_MAX = 20;
const NAME_LENGTH_MAX = 128;
const VALUE_LENGTH_MAX = 4_096;

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

// Framing and hop-by-hop names would let a custom header rewrite the request, the others would impersonate
// Posthorn, a proxy or a browser. Accept-Encoding is out because answers are stored as they come.
const RESERVED_NAMES = new Set([
  "host",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "upgrade",
  "expect",
  "te",
  "trailer",
  "cookie",
  "cookie2",
  "user-agent",
  "accept-encoding",
  "forwarded",
  "via",
  "x-real-ip",
  "true-client-ip",
  "cf-connecting-ip",
]);
const RESERVED_PREFIXES = ["content-", "proxy-", "webhook-", "svix-", "x-webhook-", "x-forwarded-"];

/** @returns every reason why these custom headers cannot be sent, each named by its header; empty when all can. */
export function checkCustomHeaders(headers: Readonly<Record<string, string>>): FieldError[] {
  const errors: FieldError[] = [];
  const names = Object.keys(headers);
  if (names.length > HEADERS_MAX) {
    errors.push({ path: "headers", message: `has ${names.length} headers; use at most ${HEADERS_MAX}` });
  }
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    const message =
      checkName(name, lower) ??
      (seen.has(lower) ? "appears twice; names ignore upper and lower case" : checkValue(value));
    if (message !== null) errors.push({ path: `headers.${name}`, message });
    seen.add(lower);
  }
  return errors;
}

function checkName(name: string, lower: string): string | null {
  if (!TOKEN.test(name) || name.length > NAME_LENGTH_MAX) {
    return `is not a header name: use up to ${NAME_LENGTH_MAX} letters, digits and hyphens`;
  }
  if (RESERVED_NAMES.has(lower) || RESERVED_PREFIXES.some((prefix) => lower.startsWith(prefix))) {
    return "is set by Posthorn or by the connection; choose another name, such as X-My-Token or Authorization";
  }
  return null;
}

function checkValue(value: string): string | null {
  if (value.length > VALUE_LENGTH_MAX) return `has ${value.length} characters; use at most ${VALUE_LENGTH_MAX}`;
  if (!PRINTABLE_ASCII.test(value)) return "may contain printable ASCII only; encode other characters";
  if (value !== value.trim()) return "begins or ends with a space, which would be lost on the way; remove it";
  return null;
}
