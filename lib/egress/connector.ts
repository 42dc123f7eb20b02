import { connect as connectTcp, isIPv6, type Socket } from "node:net";
import { connect as connectTls, type SecureContext, type TLSSocket } from "node:tls";
import type { AddressPolicy } from "./address";
import type { AttemptStep, Certificate } from "./attempt-result";
import { BlockedAddressError, type Lookup, resolveAddresses } from "./destination";
import type { CheckedUrl } from "./url";

// Node gives up an address after 250 ms while others remain, which is less than a far-away handshake takes.
const NEXT_ADDRESS_AFTER_MS = 1_000;
const TCP_KEEP_ALIVE_PROBE_MS = 60_000;
const CERTIFICATE_TEXT_MAX = 200;
const CERTIFICATE_NAMES_MAX = 10;

export type ConnectorOptions = {
  policy: AddressPolicy;
  lookup: Lookup;
  secureContext: SecureContext;
  /** For DNS, TCP and TLS together. */
  connectTimeoutMs: number;
};

/** What is learnt while a connection is opened; the connector fills it in, the attempt reads it. */
export type ConnectReport = {
  step: AttemptStep;
  dnsMs: number | null;
  tcpMs: number | null;
  tlsMs: number | null;
  remoteAddress: string | null;
  tlsVersion: string | null;
  certificate: Certificate | null;
};

export function newConnectReport(): ConnectReport {
  return {
    step: "check",
    dnsMs: null,
    tcpMs: null,
    tlsMs: null,
    remoteAddress: null,
    tlsVersion: null,
    certificate: null,
  };
}

type Opened = (error: Error | null, socket: Socket | null) => void;

class ConnectError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/**
 * Opens a TCP or TLS connection that cannot lead where the policy forbids: all resolved addresses are checked, exactly
 * these are tried, and the address at the other end is looked at once more before a byte is sent.
 * @param report filled in step by step
 * @param opened called exactly once
 * @returns ends the attempt, so that `opened` is called with an error unless it was called before
 */
export function openConnection(
  target: CheckedUrl,
  options: ConnectorOptions,
  report: ConnectReport,
  opened: Opened,
): () => void {
  const { policy } = options;
  let socket: Socket | undefined;
  let isOver = false;
  const timer = setTimeout(() => fail(new ConnectError("connect_timeout")), options.connectTimeoutMs);
  let stepStartedMs = performance.now();

  report.step = "dns";
  void resolveAddresses(target, policy, options.lookup).then(connectToOneOf, fail);
  return () => fail(new ConnectError("cancelled"));

  function connectToOneOf(addresses: string[]): void {
    if (isOver) return;
    report.dnsMs = target.isLiteral ? null : lap();
    report.step = "tcp";
    report.remoteAddress = addresses[0] ?? null;
    const pinned = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
    const tcp = connectTcp({
      host: target.hostname,
      port: target.port,
      lookup: (_hostname, _options, done) => done(null, pinned),
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: TCP_KEEP_ALIVE_PROBE_MS,
    });
    socket = tcp;
    tcp.once("connect", () => onTcp(tcp)).on("error", fail);
  }

  function onTcp(tcp: Socket): void {
    // Nobody is at the other end any more: it was reset as soon as it stood.
    if (tcp.remoteAddress === undefined) return fail(new ConnectError("ECONNRESET"));
    if (!policy.allowsAddress(tcp.remoteAddress)) return fail(new BlockedAddressError());
    report.remoteAddress = tcp.remoteAddress;
    report.tcpMs = lap();
    if (!target.isSecure) return succeed(tcp);

    report.step = "tls";
    const tls = connectTls({
      socket: tcp,
      host: target.hostname,
      servername: target.isLiteral ? undefined : target.hostname,
      ALPNProtocols: ["http/1.1"],
      secureContext: options.secureContext,
      // The verdict is taken in onTls, before a byte of ours is sent: a refused certificate can then be explained.
      rejectUnauthorized: false,
    });
    socket = tls;
    tls.once("secureConnect", () => onTls(tls)).on("error", fail);
  }

  function onTls(tls: TLSSocket): void {
    report.tlsMs = lap();
    report.tlsVersion = tls.getProtocol();
    report.certificate = certificateOf(tls);
    if (!tls.authorized) return fail(new ConnectError(authorizationCode(tls)));
    succeed(tls);
  }

  function lap(): number {
    const startedMs = stepStartedMs;
    stepStartedMs = performance.now();
    return stepStartedMs - startedMs;
  }

  function succeed(open: Socket): void {
    if (isOver) return;
    end();
    report.step = "request";
    opened(null, open);
  }

  function fail(error: Error): void {
    if (isOver) return;
    end();
    // Neither address nor step nor duration: together they would map a private network.
    if (error instanceof BlockedAddressError) Object.assign(report, newConnectReport());
    socket?.destroy();
    opened(error, null);
  }

  function end(): void {
    isOver = true;
    clearTimeout(timer);
  }
}

/** Node says why a certificate is not trusted in `authorizationError`: a code, whatever its type promises. */
function authorizationCode(tls: TLSSocket): string {
  const reason: unknown = tls.authorizationError;
  return typeof reason === "string" ? reason : "UNABLE_TO_VERIFY";
}

function certificateOf(tls: TLSSocket): Certificate | null {
  const { subject, issuer, subjectaltname, valid_from, valid_to } = tls.getPeerCertificate();
  // An anonymous peer yields an empty object.
  if (valid_to === undefined) return null;
  return {
    subject: distinguishedName(subject),
    issuer: distinguishedName(issuer),
    names: alternativeNames(subjectaltname),
    validFrom: isoTime(valid_from),
    validTo: isoTime(valid_to),
  };
}

// A name may hold several values of one kind.
function distinguishedName(name: { CN?: string | string[]; O?: string | string[] } | undefined): string {
  const values = name?.CN ?? name?.O ?? [];
  return [values].flat().join(", ").slice(0, CERTIFICATE_TEXT_MAX);
}

/** Node writes them as `DNS:a.example, IP Address:192.0.2.1`; a name that itself has a comma is quoted and left out. */
function alternativeNames(text: string | undefined): string[] {
  const entries = (text ?? "").split(", ").map((entry) => /^(?:DNS|IP Address):([^"]+)$/.exec(entry)?.[1]);
  return entries
    .filter((name) => name !== undefined)
    .slice(0, CERTIFICATE_NAMES_MAX)
    .map((name) => name.slice(0, CERTIFICATE_TEXT_MAX));
}

function isoTime(text: string): string {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? text.slice(0, CERTIFICATE_TEXT_MAX) : new Date(ms).toISOString();
}
