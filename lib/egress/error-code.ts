import { errors } from "undici";
import type { AttemptErrorCode, AttemptStep } from "./attempt-result";

const CODES: Readonly<Record<string, AttemptErrorCode>> = {
  blocked_address: "blocked_address",
  connect_timeout: "conn_timeout",

  ECONNREFUSED: "conn_refused",
  ETIMEDOUT: "conn_timeout",
  EHOSTUNREACH: "conn_unreachable",
  ENETUNREACH: "conn_unreachable",
  EHOSTDOWN: "conn_unreachable",
  ENETDOWN: "conn_unreachable",
  EADDRNOTAVAIL: "conn_unreachable",
  ECONNRESET: "conn_reset",
  ECONNABORTED: "conn_reset",
  EPIPE: "conn_reset",

  CERT_HAS_EXPIRED: "tls_expired",
  CERT_NOT_YET_VALID: "tls_expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls_self_signed",
  SELF_SIGNED_CERT_IN_CHAIN: "tls_self_signed",
  ERR_TLS_CERT_ALTNAME_INVALID: "tls_name",
  HOSTNAME_MISMATCH: "tls_name",

  UND_ERR_HEADERS_OVERFLOW: "bad_http",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "bad_http",
};

const NAME_DOES_NOT_EXIST = new Set(["ENOTFOUND", "ENODATA", "EAI_NODATA", "EAI_NONAME"]);

/** @returns the catalogue's code for what a library or the operating system threw at a step of an attempt. */
export function errorCodeOf(error: unknown, step: AttemptStep): AttemptErrorCode {
  const code = nativeCodeOf(error) ?? "";
  if (step === "dns" && code !== "blocked_address") {
    if (code === "connect_timeout") return "dns_temporary";
    return NAME_DOES_NOT_EXIST.has(code) ? "dns_not_found" : "dns_temporary";
  }
  const known = CODES[code];
  if (known !== undefined) return known;
  if (error instanceof errors.HTTPParserError) return "bad_http";
  // undici has one code for "the other side closed" and for answers that make no sense, such as an unasked 101.
  if (code === "UND_ERR_SOCKET")
    return error instanceof Error && error.message.startsWith("bad ") ? "bad_http" : "conn_reset";
  if (step === "tls") return isHandshakeFailure(code) ? "tls_proto" : "tls_chain";
  return "internal_error";
}

/** @returns the error's own code, of the first try where several addresses were tried. */
export function nativeCodeOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

/** What is neither a broken handshake nor known above is OpenSSL's verdict on the chain, of which there are dozens. */
function isHandshakeFailure(code: string): boolean {
  return code === "EPROTO" || code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_") || code === "";
}
