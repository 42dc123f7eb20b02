// Imported by the dashboard: nothing of Node may be imported here.

import { CAUSE_TITLES } from "./cause-titles";

/** Whether the receiver acted on the request although (or because) it ended this way. */
export type MaybeProcessed = "no" | "maybe" | "yes" | "unknown";

/** `error`: not delivered. `warning`: delivered, but soon not to be. `notice`: no request was made, on purpose. */
export type CauseSeverity = "error" | "warning" | "notice";

export type CauseInfo = { title: string; hint: string; severity: CauseSeverity; maybeProcessed: MaybeProcessed };

function failure(maybeProcessed: MaybeProcessed, title: string, hint: string): CauseInfo {
  return { title, hint, severity: "error", maybeProcessed };
}

function warning(maybeProcessed: MaybeProcessed, title: string, hint: string): CauseInfo {
  return { title, hint, severity: "warning", maybeProcessed };
}

function notice(title: string, hint: string): CauseInfo {
  return { title, hint, severity: "notice", maybeProcessed: "no" };
}

/** Every explanation that an attempt or a delivery can carry. A cause that is added here needs a page in the docs. */
export const CAUSES = {
  dns_not_found: failure(
    "no",
    CAUSE_TITLES.dns_not_found,
    "Check the spelling of the URL, and that the name has an A or AAAA record.",
  ),
  dns_temporary: failure(
    "no",
    CAUSE_TITLES.dns_temporary,
    "The name servers did not answer. This usually passes by itself; if it does not, check the name servers of the domain.",
  ),
  conn_refused: failure(
    "no",
    CAUSE_TITLES.conn_refused,
    "Nothing listens on that host and port. Check that the service is running and that the port is right and open in its firewall.",
  ),
  conn_timeout: failure(
    "no",
    CAUSE_TITLES.conn_timeout,
    "A firewall that drops packets looks like this. Let our addresses in, or check that the server is up.",
  ),
  conn_unreachable: failure(
    "no",
    CAUSE_TITLES.conn_unreachable,
    "The network says that the address cannot be reached. Check the DNS record and that the server is up.",
  ),
  conn_reset: failure(
    "maybe",
    CAUSE_TITLES.conn_reset,
    "Look for a crash or restart of the service, a limit of the proxy before it, or a keep-alive time shorter than the proxy's.",
  ),
  tls_expired: failure(
    "no",
    CAUSE_TITLES.tls_expired,
    "Renew the certificate, and check that the server was reloaded after the last renewal.",
  ),
  tls_self_signed: failure(
    "no",
    CAUSE_TITLES.tls_self_signed,
    "Use a certificate of a public authority, such as Let's Encrypt.",
  ),
  tls_name: failure(
    "no",
    CAUSE_TITLES.tls_name,
    "Issue a certificate that contains the host of the URL, or use the host that the certificate names.",
  ),
  tls_chain: failure(
    "no",
    CAUSE_TITLES.tls_chain,
    "Most often the server leaves out its intermediate certificate: configure the full chain.",
  ),
  tls_proto: failure(
    "no",
    CAUSE_TITLES.tls_proto,
    "The port may speak plain HTTP (try http:// or another port), or the server allows only TLS versions or ciphers that are too old.",
  ),
  blocked_address: failure(
    "no",
    CAUSE_TITLES.blocked_address,
    "The URL leads to a private, reserved or internal destination. Use a host that can be reached from the public internet.",
  ),
  headers_timeout: failure(
    "yes",
    CAUSE_TITLES.headers_timeout,
    "It has most likely got the event. Answer with a 2xx first and do the work afterwards, in a queue.",
  ),
  bad_http: failure(
    "maybe",
    CAUSE_TITLES.bad_http,
    "Another kind of service may listen on this port, or a proxy sends a broken or oversized header.",
  ),
  redirect: failure(
    "no",
    CAUSE_TITLES.redirect,
    "Redirects are not followed. Put the final address into the endpoint's URL.",
  ),
  bad_request: failure(
    "no",
    CAUSE_TITLES.bad_request,
    "Read its answer below: it often names the field. Compare the payload with what the handler expects.",
  ),
  signature_rejected: failure(
    "no",
    CAUSE_TITLES.signature_rejected,
    "Verify over the raw body, not over re-serialised JSON, with this endpoint's current secret. The signature debugger names the mistake.",
  ),
  auth: failure(
    "no",
    CAUSE_TITLES.auth,
    "Add the header it expects to the endpoint, or exempt the route from login, firewall and CSRF checks (Rails protect_from_forgery, Django csrf_exempt, Laravel VerifyCsrfToken).",
  ),
  not_found: failure("no", CAUSE_TITLES.not_found, "Check the path of the URL, and that the route is deployed."),
  method: failure("no", CAUSE_TITLES.method, "Webhooks are sent as POST: accept it on this route, or check the path."),
  gone: failure(
    "no",
    CAUSE_TITLES.gone,
    "It answered 410 Gone, which disables the endpoint. Enable it again when that was a mistake.",
  ),
  too_large: failure(
    "no",
    CAUSE_TITLES.too_large,
    "Raise the body limit of the receiver or of the proxy before it (nginx client_max_body_size).",
  ),
  media: failure("no", CAUSE_TITLES.media, "Let the route accept Content-Type: application/json."),
  headers: failure(
    "no",
    CAUSE_TITLES.headers,
    "Send fewer or shorter custom headers, or raise the receiver's header limit.",
  ),
  conflict: failure(
    "yes",
    CAUSE_TITLES.conflict,
    "Often the event was processed before. Answer a duplicate with a 2xx, so that it is not sent again.",
  ),
  rate_limited: failure(
    "no",
    CAUSE_TITLES.rate_limited,
    "Set this endpoint's rate limit to what the receiver can take. Its Retry-After is kept to.",
  ),
  server_error: failure(
    "maybe",
    CAUSE_TITLES.server_error,
    "Look into the log of the service at the time of the attempt; the answer below may carry the error.",
  ),
  bad_gateway: failure(
    "maybe",
    CAUSE_TITLES.bad_gateway,
    "The application behind the proxy is down, starting, overloaded or too slow. Deployments often look like this.",
  ),
  other_status: failure(
    "unknown",
    CAUSE_TITLES.other_status,
    "Only a 2xx counts as delivered. Check what the route returns.",
  ),
  internal_error: failure(
    "unknown",
    CAUSE_TITLES.internal_error,
    "The fault is on the sending side; the log of the worker says more.",
  ),

  body_timeout: warning(
    "yes",
    CAUSE_TITLES.body_timeout,
    "The status was read in time and counts. Send a short body, or none, and end the answer.",
  ),
  body_too_large: warning(
    "yes",
    CAUSE_TITLES.body_too_large,
    "Only the status counts. Answer with a short body, or none.",
  ),
  body_cut_off: warning(
    "yes",
    CAUSE_TITLES.body_cut_off,
    "The status counts. A proxy limit or a crash after answering may be behind it.",
  ),
  html_200: warning(
    "unknown",
    CAUSE_TITLES.html_200,
    "This looks like a login, challenge or start page rather than a webhook handler. Check the path, and what stands before it.",
  ),
  slow_success: warning(
    "yes",
    CAUSE_TITLES.slow_success,
    "The answer took more than 80 % of the time limit. Answer first and do the work afterwards, before these become failures.",
  ),

  payload_expired: notice(CAUSE_TITLES.payload_expired, "Its retention time is over, so it cannot be sent again."),
  endpoint_disabled: notice(CAUSE_TITLES.endpoint_disabled, "Enable the endpoint and send the delivery again."),
  paused: notice(CAUSE_TITLES.paused, "The delivery is held and goes out when the endpoint is resumed."),
  cancelled: notice(CAUSE_TITLES.cancelled, "Send it again if that was a mistake."),
  quarantined: failure(
    "unknown",
    CAUSE_TITLES.quarantined,
    "The delivery is kept but not tried again by itself. Report it together with the log of the worker.",
  ),
} as const satisfies Record<string, CauseInfo>;

export type Cause = keyof typeof CAUSES;

/** Causes of a delivery's state that no attempt stands behind. */
export type InternalCause =
  | "payload_expired"
  | "endpoint_disabled"
  | "paused"
  | "cancelled"
  | "quarantined"
  | "internal_error";

/** `likely`: concluded from the answer's text or the like; `certain`: it cannot be otherwise. */
export type Certainty = "certain" | "likely";
