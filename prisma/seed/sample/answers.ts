import type { AttemptErrorCode, AttemptPhases, AttemptResult, AttemptStep, Certificate } from "@/lib/egress";
import { latencyMs } from "./random";

/** Where an answer comes from: what its connection looks like follows from it. */
export type Host = { url: string; address: string; random: () => number };

type Said = { status?: number; body?: string; headers?: Record<string, string>; tookMs?: number };

const TLS_VERSION = "TLSv1.3";

/** A receiver that answered. */
export function answered(host: Host, { status = 200, body = '{"received":true}', headers = {}, tookMs }: Said) {
  const bytes = Buffer.from(body);
  const waitedMs = tookMs ?? latencyMs(host.random, 45);
  const connection = connected(host, host.random() < 0.6);
  const downloadMs = latencyMs(host.random, 0.4);
  const setUpMs = (connection.dnsMs ?? 0) + (connection.tcpMs ?? 0) + (connection.tlsMs ?? 0);
  const phases: AttemptPhases = {
    ...connection,
    ttfbMs: waitedMs,
    downloadMs,
    totalMs: setUpMs + waitedMs + downloadMs,
    protocol: "HTTP/1.1",
  };
  const own = Object.keys(headers).some((name) => name === "Content-Type")
    ? {}
    : { "Content-Type": "application/json" };
  return {
    outcome: "response",
    status,
    headers: Object.entries({ ...own, ...headers, "Content-Length": String(bytes.length), Connection: "keep-alive" }),
    body: bytes,
    bodyBytes: bytes.length,
    bodyTruncated: false,
    bodyError: null,
    remoteAddress: host.address,
    phases,
  } satisfies AttemptResult;
}

type Broken = {
  error: AttemptErrorCode;
  step: AttemptStep;
  nativeCode: string | null;
  /** How long the step took in which it broke. */
  tookMs: number;
  certificate?: Certificate;
};

/** A request that ended without an answer. */
export function broken(host: Host, { error, step, nativeCode, tookMs, certificate }: Broken): AttemptResult {
  const order: AttemptStep[] = ["check", "dns", "tcp", "tls", "request"];
  const reached = (one: AttemptStep) => order.indexOf(step) > order.indexOf(one);
  const { dnsMs, tcpMs, tlsMs } = connected(host, false);
  const done = {
    dnsMs: reached("dns") ? dnsMs : null,
    tcpMs: reached("tcp") ? tcpMs : null,
    tlsMs: reached("tls") ? tlsMs : null,
  };
  const phases: AttemptPhases = {
    ...done,
    ttfbMs: null,
    downloadMs: null,
    totalMs: (done.dnsMs ?? 0) + (done.tcpMs ?? 0) + (done.tlsMs ?? 0) + tookMs,
    reusedConnection: false,
    protocol: reached("tls") ? "HTTP/1.1" : null,
    tlsVersion: done.tlsMs === null ? null : TLS_VERSION,
    certificate: certificate ?? null,
  };
  return { outcome: "error", error, step, nativeCode, remoteAddress: reached("dns") ? host.address : null, phases };
}

type Connection = Pick<AttemptPhases, "dnsMs" | "tcpMs" | "tlsMs" | "reusedConnection" | "tlsVersion" | "certificate">;

function connected({ url, random }: Host, reusedConnection: boolean): Connection {
  const isTls = url.startsWith("https:");
  const tlsVersion = isTls ? TLS_VERSION : null;
  if (reusedConnection)
    return { dnsMs: null, tcpMs: null, tlsMs: null, reusedConnection, tlsVersion, certificate: null };
  return {
    dnsMs: latencyMs(random, 1.5),
    tcpMs: latencyMs(random, isTls ? 14 : 0.6),
    tlsMs: isTls ? latencyMs(random, 21) : null,
    reusedConnection,
    tlsVersion,
    certificate: null,
  };
}
