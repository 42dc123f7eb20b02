import { isIP } from "node:net";
import { parseUrl } from "@/lib/core/parse-url";
import type { AddressPolicy } from "./address";

const URL_LENGTH_MAX = 2_048;
const HOST_LENGTH_MAX = 253;
const LABEL_LENGTH_MAX = 63;

/** Services that take commands in plain text or guard nothing: a POST to one of them is an attack, never a webhook. */
const INTERNAL_SERVICE_PORTS = new Set([
  19, 21, 22, 23, 25, 53, 110, 111, 135, 137, 139, 143, 161, 389, 445, 465, 514, 515, 587, 636, 873, 993, 995, 1433,
  1521, 2049, 2181, 2375, 2376, 2379, 2380, 3306, 3389, 4369, 5432, 5433, 5671, 5672, 5900, 5984, 5985, 5986, 6379,
  6380, 6443, 6667, 8500, 9042, 9092, 9160, 9200, 9300, 10250, 10255, 11211, 26379, 27017, 27018, 27019,
]);

const PRIVATE_SUFFIXES = [".local", ".internal", ".home.arpa", ".onion"];

export type UrlRefusal =
  | "too_long"
  | "forbidden_character"
  | "malformed"
  | "scheme"
  | "credentials"
  | "port"
  | "host"
  | "private_address"
  | "own_origin";

/** A URL that passed, parsed once: what connects must use this object, so that check and use cannot differ. */
export type CheckedUrl = {
  url: URL;
  /** Without the brackets of an IPv6 literal. */
  hostname: string;
  isLiteral: boolean;
  port: number;
  isSecure: boolean;
};

export type UrlCheck =
  | { outcome: "ok"; target: CheckedUrl }
  | { outcome: "refused"; code: UrlRefusal; message: string };

export type UrlRules = {
  policy: AddressPolicy;
  /** Where Posthorn itself is reached (`https://hooks.example.com`); only its inboxes may be posted to. */
  ownOrigin?: string | null;
};

/**
 * Decides whether requests may be sent to a URL, as far as its text tells; `checkDestination` looks at where the name
 * leads. The message of a refusal says what to change.
 */
export function checkUrl(raw: string, rules: UrlRules): UrlCheck {
  if (raw.length > URL_LENGTH_MAX)
    return refuse("too_long", `The URL has ${raw.length} characters; use at most ${URL_LENGTH_MAX}.`);
  // Looked for in the raw text, because the URL parser strips or rewrites these without a word.
  if (/[\s\\\p{Cc}\p{Cf}]/u.test(raw)) {
    return refuse(
      "forbidden_character",
      "The URL contains white space, a control character or a backslash; remove it or percent-encode it.",
    );
  }
  if (!/^https?:\/\//i.test(raw)) return refuse("scheme", 'The URL must begin with "https://" or "http://".');
  const authority = /^https?:\/\/([^/?#]*)/i.exec(raw)?.[1] ?? "";
  if (authority === "") return refuse("host", "The URL has no host; write it like https://example.com/webhooks.");
  if (authority.includes("@"))
    return refuse("credentials", "The URL contains a user name or password; remove it and use a custom header.");
  const url = parseUrl(raw);
  if (url === null) return refuse("malformed", "The URL cannot be read; check its host and port.");

  const isSecure = url.protocol === "https:";
  const hostname = url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname;
  const port = portOf(url);
  const target: CheckedUrl = { url, hostname, isLiteral: isIP(hostname) !== 0, port, isSecure };
  return (
    checkPort(port) ?? checkHost(target, rules.policy) ?? checkOwnOrigin(target, rules) ?? { outcome: "ok", target }
  );
}

function portOf({ port, protocol }: URL): number {
  if (port !== "") return Number(port);
  return protocol === "https:" ? 443 : 80;
}

function checkPort(port: number): UrlCheck | null {
  if (port !== 0 && !INTERNAL_SERVICE_PORTS.has(port)) return null;
  return refuse(
    "port",
    `Port ${port} is not one that webhooks are received on; use 443, 80 or a port of your own such as 8443.`,
  );
}

function checkHost({ hostname, isLiteral }: CheckedUrl, policy: AddressPolicy): UrlCheck | null {
  if (isLiteral) {
    if (policy.allowsAddress(hostname)) return null;
    return refuse(
      "private_address",
      "The address is private or reserved; use a host that can be reached from the public internet.",
    );
  }
  const labels = hostname.split(".");
  if (hostname.length > HOST_LENGTH_MAX || labels.some((label) => label.length > LABEL_LENGTH_MAX)) {
    return refuse(
      "host",
      `The host is too long; a name has at most ${HOST_LENGTH_MAX} characters, each part at most ${LABEL_LENGTH_MAX}.`,
    );
  }
  if (labels.includes(""))
    return refuse("host", "The host has an empty part; remove the dot at its end or the double dot.");
  if (hostname === "localhost" || hostname.endsWith(".localhost")) {
    return policy.allowsLoopback
      ? null
      : refuse(
          "private_address",
          "The name localhost means the machine that sends; use the public name of your service.",
        );
  }
  if (policy.allowsPrivateNames) return null;
  if (labels.length === 1)
    return refuse("host", "The host is a single word; use the full name, such as hooks.example.com.");
  const suffix = PRIVATE_SUFFIXES.find((ending) => hostname.endsWith(ending));
  return suffix === undefined
    ? null
    : refuse(
        "private_address",
        `Names under ${suffix} are private; use a host that can be reached from the public internet.`,
      );
}

function checkOwnOrigin(target: CheckedUrl, { policy, ownOrigin }: UrlRules): UrlCheck | null {
  if (ownOrigin === undefined || ownOrigin === null) return null;
  const own = new URL(ownOrigin);
  const isSameHost = target.url.hostname === own.hostname || (isLoopbackHost(target.url) && isLoopbackHost(own));
  // The same port, or the usual one of the other scheme, which leads to the same server.
  const isSamePort = target.port === portOf(own) || target.url.port === own.port;
  if (!isSameHost || !isSamePort || /^\/in\/[\w-]+$/.test(target.url.pathname)) return null;
  return refuse("own_origin", "The URL is Posthorn's own; only its inboxes (/in/…) can receive webhooks.");

  // 127.0.0.1 and localhost are one server: whoever listens on loopback is reached by either.
  function isLoopbackHost({ hostname }: URL): boolean {
    return (
      policy.allowsLoopback && /^(?:localhost|.+\.localhost|127\.[\d.]+|\[::1\]|\[::ffff:7f[\da-f:]+\])$/.test(hostname)
    );
  }
}

function refuse(code: UrlRefusal, message: string): UrlCheck {
  return { outcome: "refused", code, message };
}
