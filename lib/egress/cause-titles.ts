// Apart from the catalogue: lists show titles alone, and all of its advice weighs much in a page.

/** What each cause is called. */
export const CAUSE_TITLES = {
  dns_not_found: "The host name does not exist",
  dns_temporary: "The name could not be looked up",
  conn_refused: "The connection was refused",
  conn_timeout: "The server did not accept the connection in time",
  conn_unreachable: "There is no route to the server",
  conn_reset: "The connection was closed before an answer",
  tls_expired: "The certificate is outside its dates",
  tls_self_signed: "The certificate is self-signed",
  tls_name: "The certificate is for another name",
  tls_chain: "The certificate cannot be verified",
  tls_proto: "The TLS handshake failed",
  blocked_address: "The address may not be called",
  headers_timeout: "The receiver did not answer in time",
  bad_http: "The answer is not valid HTTP",
  redirect: "The receiver redirects elsewhere",
  bad_request: "The receiver found the request invalid",
  signature_rejected: "The receiver rejected the signature",
  auth: "The receiver wants authorisation",
  not_found: "The path does not exist there",
  method: "The path does not take POST",
  gone: "The receiver unsubscribed",
  too_large: "The payload is too large for the receiver",
  media: "The receiver does not take JSON",
  headers: "The headers are too large for the receiver",
  conflict: "The receiver reports a conflict",
  rate_limited: "The receiver is being called too often",
  server_error: "The receiver's code failed",
  bad_gateway: "A proxy could not reach the receiver",
  other_status: "The receiver answered with an unusual status",
  internal_error: "Posthorn could not make the request",
  body_timeout: "Delivered, but the answer did not end in time",
  body_too_large: "Delivered, but the answer is very long",
  body_cut_off: "Delivered, but the answer broke off",
  html_200: "Delivered, but the answer is a web page",
  slow_success: "Delivered, but nearly too late",
  payload_expired: "The payload is no longer kept",
  endpoint_disabled: "The endpoint is disabled",
  paused: "The endpoint is paused",
  cancelled: "The delivery was cancelled",
  quarantined: "Set aside after it stopped a worker three times",
} as const;

/** @returns the cause in words; its name where a newer version wrote one that is not known here. */
export function causeTitle(cause: string): string {
  return cause in CAUSE_TITLES ? CAUSE_TITLES[cause as keyof typeof CAUSE_TITLES] : cause;
}
