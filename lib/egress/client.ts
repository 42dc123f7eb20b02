import { LRUCache } from "lru-cache";
import { createSecureContext } from "node:tls";
import { parseUrl } from "@/lib/core/parse-url";
import type { AddressPolicy } from "./address";
import { type AttemptResult, unsentResult } from "./attempt-result";
import { ConnectionPool } from "./connection-pool";
import { type Lookup, systemLookup } from "./destination";
import { Exchange } from "./exchange";
import { checkUrl, type UrlCheck } from "./url";

const CHECKED_URLS_MAX = 10_000;

export type EgressRequest = {
  url: string;
  /** In the order they are sent. `headersOnWire` tells what comes on top. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** For everything from the look-up of the name to the last byte of the answer. */
  timeoutMs: number;
};

export type EgressClientOptions = {
  policy: AddressPolicy;
  ownOrigin?: string | null;
  lookup?: Lookup;
  connectTimeoutMs?: number;
  /** How long an idle connection is kept without a hint of the receiver; short of Node's and uvicorn's own 5 s. */
  keepAliveMs?: number;
  /** The longest it is kept with one. */
  keepAliveMsMax?: number;
  idlePerOriginMax?: number;
  idleMax?: number;
  /** PEM certificates that are trusted in place of Node's own list. */
  trustedCertificates?: string[];
};

export type EgressClient = {
  /** Posts once and never rejects: whatever happens is a result. No redirects, no decompression, no cookies. */
  send: (request: EgressRequest) => Promise<AttemptResult>;
  /** Cuts every connection; what is still in flight ends with `internal_error`. */
  close: () => void;
};

/** The only way out: a client that reaches what `policy` and `checkUrl` allow, and tells what became of each request. */
export function createEgressClient(options: EgressClientOptions): EgressClient {
  const { policy, ownOrigin, idlePerOriginMax = 128 } = options;
  const pool = new ConnectionPool({
    policy,
    lookup: shareLookups(options.lookup ?? systemLookup),
    secureContext: createSecureContext({ ca: options.trustedCertificates }),
    connectTimeoutMs: options.connectTimeoutMs ?? 10_000,
    keepAliveMs: options.keepAliveMs ?? 4_000,
    keepAliveMsMax: options.keepAliveMsMax ?? 30_000,
    idlePerOriginMax,
    idleMax: options.idleMax ?? Math.max(1_024, 4 * idlePerOriginMax),
  });
  // The check depends on the text alone, and the same few URLs come again and again.
  const checkedUrls = new LRUCache<string, UrlCheck>({ max: CHECKED_URLS_MAX });

  return { send, close: () => pool.close() };

  function send({ url, headers, body, timeoutMs }: EgressRequest): Promise<AttemptResult> {
    const check = checkUrlOnce(url);
    if (check.outcome === "refused") return Promise.resolve(unsentResult("blocked_address", check.code));
    const { target } = check;
    return new Promise((resolve) => {
      const connection = pool.take(target);
      const exchange = new Exchange(connection, timeoutMs, (result, isReusable) => {
        if (isReusable) pool.release(connection);
        else pool.discard(connection);
        resolve(result);
      });
      connection.client.dispatch(
        { method: "POST", path: target.url.pathname + target.url.search, headers, body },
        exchange,
      );
    });
  }

  function checkUrlOnce(url: string): UrlCheck {
    const known = checkedUrls.get(url);
    if (known !== undefined) return known;
    const check = checkUrl(url, { policy, ownOrigin });
    checkedUrls.set(url, check);
    return check;
  }
}

/** As it stands in each request; the same few URLs come again and again. */
const hosts = new LRUCache<string, string>({ max: CHECKED_URLS_MAX });

function hostOf(url: string): string | undefined {
  const known = hosts.get(url) ?? parseUrl(url)?.host;
  if (known !== undefined) hosts.set(url, known);
  return known;
}

/** @returns what `send` puts on the wire for these headers, in order; nothing for what is no URL. Recorded with the attempt. */
export function headersOnWire({
  url,
  headers,
  body,
}: Pick<EgressRequest, "url" | "headers" | "body">): [string, string][] {
  const host = hostOf(url);
  if (host === undefined) return [];
  return [
    ["host", host],
    ["connection", "keep-alive"],
    ...Object.entries(headers),
    ["content-length", String(body.byteLength)],
  ];
}

/** Requests that start together share one look-up: Node resolves on four threads, which a dead name could fill. */
function shareLookups(lookup: Lookup): Lookup {
  const pending = new Map<string, Promise<readonly string[]>>();
  return (hostname) => {
    const shared = pending.get(hostname);
    if (shared !== undefined) return shared;
    const started = lookup(hostname).finally(() => pending.delete(hostname));
    pending.set(hostname, started);
    return started;
  };
}
