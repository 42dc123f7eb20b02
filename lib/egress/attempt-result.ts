/** What is known of the certificate a receiver showed, also when it was refused. Times are ISO 8601. */
export type Certificate = {
  subject: string;
  issuer: string;
  /** The hosts and addresses it is for, the first few. */
  names: string[];
  validFrom: string;
  validTo: string;
};

/** How long each step took, in ms; null where a step was not reached or, on a reused connection, not needed. */
export type AttemptPhases = {
  dnsMs: number | null;
  tcpMs: number | null;
  tlsMs: number | null;
  /** From handing the request to the socket to the first response headers. */
  ttfbMs: number | null;
  downloadMs: number | null;
  totalMs: number;
  reusedConnection: boolean;
  /** `HTTP/1.1`, or null when no connection came about. */
  protocol: string | null;
  tlsVersion: string | null;
  certificate: Certificate | null;
};

export type AttemptErrorCode =
  | "dns_not_found"
  | "dns_temporary"
  | "conn_refused"
  | "conn_timeout"
  | "conn_unreachable"
  | "conn_reset"
  | "tls_expired"
  | "tls_self_signed"
  | "tls_name"
  | "tls_chain"
  | "tls_proto"
  | "blocked_address"
  | "headers_timeout"
  | "bad_http"
  | "internal_error";

/** How far a request got that ended without response headers. `request`: it was on the wire. */
export type AttemptStep = "check" | "dns" | "tcp" | "tls" | "request";

/** Why a body is not complete although its status is known; the status decides all the same. */
export type BodyError = "timeout" | "too_large" | "cut_off";

type AttemptCommon = {
  phases: AttemptPhases;
  /** The checked address talked to, or first tried; null when there was none that may be shown. */
  remoteAddress: string | null;
};

export type AttemptResponse = AttemptCommon & {
  outcome: "response";
  status: number;
  /** As received: order, case and duplicates kept. */
  headers: [string, string][];
  /** The first 16 KiB as they came, not decompressed. */
  body: Buffer;
  /** How many bytes of body were read, stored or not. */
  bodyBytes: number;
  /** Whether `body` is less than the receiver sent or meant to send. */
  bodyTruncated: boolean;
  bodyError: BodyError | null;
};

export type AttemptError = AttemptCommon & {
  outcome: "error";
  error: AttemptErrorCode;
  step: AttemptStep;
  /** The code of the operating system, TLS or HTTP library behind it (`ECONNREFUSED`); never a message, never an address. */
  nativeCode: string | null;
};

export type AttemptResult = AttemptResponse | AttemptError;

/** Only a 2xx is a delivery; a body that ended early does not change it. */
export function isDelivered(result: AttemptResult): boolean {
  return result.outcome === "response" && result.status >= 200 && result.status <= 299;
}

/** @returns the result of an attempt that ended before anything was looked up or sent. */
export function unsentResult(error: AttemptErrorCode, nativeCode: string | null): AttemptError {
  return {
    outcome: "error",
    error,
    step: "check",
    nativeCode,
    remoteAddress: null,
    phases: {
      dnsMs: null,
      tcpMs: null,
      tlsMs: null,
      ttfbMs: null,
      downloadMs: null,
      totalMs: 0,
      reusedConnection: false,
      protocol: null,
      tlsVersion: null,
      certificate: null,
    },
  };
}
