import type { Cause } from "./cause-catalogue";

// Imported by the dashboard: nothing of Node may be imported here.

/** What happened, in a plain sentence or two, and what to do about it, a step each, the most likely first. */
type CauseAdvice = { explanation: string; steps: readonly string[] };

function advice(explanation: string, ...steps: string[]): CauseAdvice {
  return { explanation, steps };
}

const RENEW_AND_RELOAD = "Reload the server after every renewal: many keep the old certificate in memory.";

/** The long form of the catalogue's hints, for the page of a delivery and the documentation. */
export const CAUSE_ADVICE: Readonly<Record<Cause, CauseAdvice>> = {
  dns_not_found: advice(
    "The name servers say that this host does not exist, so there was nobody to connect to.",
    "Check the spelling of the host in the endpoint's URL.",
    "Check that the name has an A or AAAA record, and that the domain has not expired.",
  ),
  dns_temporary: advice(
    "The name of the host could not be looked up because the name servers did not answer.",
    "Wait for the next attempt: this usually passes by itself.",
    "If it stays, check the name servers of the domain, and those this instance uses.",
  ),
  conn_refused: advice(
    "The server was reached, but nothing listens on that port, or a firewall turned the connection away.",
    "Check that the service is running and listens on this port.",
    "Check that it listens on all interfaces, not on 127.0.0.1 alone.",
    "Check that the port is open in the server's firewall.",
  ),
  conn_timeout: advice(
    "The connection was not accepted within the time limit. Packets that a firewall drops without a word look like this.",
    "Let the addresses this instance sends from through the firewall.",
    "Check that the server is up and not overloaded.",
  ),
  conn_unreachable: advice(
    "The network knows no way to the address of this host.",
    "Check that the DNS record points to the server's present address.",
    "If the host has an IPv6 address, check that the server can be reached by it.",
  ),
  conn_reset: advice(
    "The server closed the connection before it sent an answer. It may have read the request before.",
    "Look for a crash or restart of the service at the time of the attempt.",
    "Check the limits of the proxy before it: size of the body, number of connections, time.",
    "Let the service keep idle connections open longer than its proxy does.",
  ),
  tls_expired: advice(
    "The server showed a certificate that is not valid at this date, so no request was sent.",
    "Renew the certificate.",
    RENEW_AND_RELOAD,
  ),
  tls_self_signed: advice(
    "The server showed a certificate that it signed itself, which nobody can verify, so no request was sent.",
    "Use a certificate of a public authority, such as Let's Encrypt.",
    "If the URL leads to the wrong server, such as a proxy's default page, correct the host.",
  ),
  tls_name: advice(
    "The certificate that the server showed is for another host than the one in the URL, so no request was sent.",
    "Issue a certificate that contains this host.",
    "Or put the host that the certificate names into the endpoint's URL.",
  ),
  tls_chain: advice(
    "The certificate could not be traced to an authority that is known here. Browsers often fill in what is missing; servers do not.",
    "Configure the full chain: the certificate followed by its intermediate certificates.",
    RENEW_AND_RELOAD,
  ),
  tls_proto: advice(
    "The two sides could not agree on how to encrypt. This happens when the port speaks plain HTTP, or only outdated TLS.",
    "Check that the port is the one for HTTPS.",
    "Enable TLS 1.2 or 1.3 with present-day ciphers on the server.",
  ),
  blocked_address: advice(
    "The URL leads to a private, reserved or internal address. Such addresses are refused, so that nobody can reach inside the network through a webhook.",
    "Use a host that can be reached from the public internet.",
    "On an instance of your own, an administrator can allow single networks with WEBHOOK_ALLOW_PRIVATE_NETWORKS.",
  ),
  headers_timeout: advice(
    "The request was sent, but no answer began within the time limit of the endpoint.",
    "Answer with a 2xx as soon as the signature is verified, and do the work afterwards, in a queue.",
    "Recognise repeats by the webhook-id header: this event has most likely arrived and comes again.",
    "If the work cannot wait, raise the time limit of the endpoint.",
  ),
  bad_http: advice(
    "Something answered, but not with HTTP.",
    "Check the port: another kind of service may listen there.",
    "If a proxy stands before the service, check that it sends no broken or oversized headers.",
  ),
  redirect: advice(
    "The receiver answered that the address has moved. Redirects are not followed, because the new address was never checked or agreed to.",
    "Put the final address into the endpoint's URL.",
    "Typical differences are https for http, a www, or a slash at the end.",
  ),
  bad_request: advice(
    "The receiver read the request and found its content invalid.",
    "Read the answer below: it often names the field.",
    "Compare the payload with what the handler expects for this event type.",
  ),
  signature_rejected: advice(
    "The answer speaks of a signature or of missing authorisation, so verification has most likely failed.",
    "Verify over the raw body, before any middleware parses it: parsed and written again it has other bytes.",
    "Use the secret of this very endpoint, and the present one if it was rotated.",
    "Check the clock of the receiver: a timestamp that is too old or too new is refused.",
  ),
  auth: advice(
    "Something before the handler asked for a login or a token.",
    "Add the header that the receiver expects to the endpoint.",
    "Exempt the route from login and CSRF checks (Rails protect_from_forgery, Django csrf_exempt, Laravel VerifyCsrfToken).",
    "If a firewall or bot check answered, add an exception for this path.",
  ),
  not_found: advice(
    "The server is there, but has no such path.",
    "Check the path of the endpoint's URL, letter by letter.",
    "Check that the version with this route is deployed.",
  ),
  method: advice(
    "The path exists, but does not take POST requests.",
    "Let the route accept POST.",
    "Check that the URL does not lead to a page instead of the handler.",
  ),
  gone: advice(
    "With 410 Gone a receiver says that it wants no more events. The endpoint was disabled for that.",
    "If it was a mistake, mend the receiver, enable the endpoint, and send the failed deliveries again.",
  ),
  too_large: advice(
    "The payload is larger than the receiver, or a proxy before it, accepts.",
    "Raise the body limit of the proxy (nginx client_max_body_size) and of the framework (Express json limit).",
    "Or send less in the event: an id with which the receiver can ask for the rest.",
  ),
  media: advice(
    "The receiver does not take application/json on this path.",
    "Let the route accept Content-Type: application/json.",
  ),
  headers: advice(
    "The headers of the request are larger than the receiver accepts.",
    "Send fewer or shorter custom headers.",
    "Or raise the header limit of the receiver.",
  ),
  conflict: advice(
    "The receiver answered that the event conflicts with what it has. Most often it processed the same event before.",
    "Answer a repeat with a 2xx: it is recognised by the webhook-id header, which stays the same.",
  ),
  rate_limited: advice(
    "The receiver asks for fewer requests in a time.",
    "Set the rate limit of this endpoint to what the receiver can take.",
    "Nothing is lost meanwhile: the Retry-After of the answer is kept to.",
  ),
  server_error: advice(
    "The receiver's own code failed while it handled the request.",
    "Look into the log of the service at the time of the attempt; the answer below may carry the error.",
    "Send the delivery again once it is mended.",
  ),
  bad_gateway: advice(
    "A proxy or load balancer answered, because the application behind it did not.",
    "Check that the application is running and passes its health checks. Deployments often look like this for a moment.",
    "If it is slow to start or to answer, raise the time limit of the proxy, or answer first and work later.",
  ),
  other_status: advice(
    "The receiver answered with a status that is neither a success nor a usual error.",
    "Let the route answer with a 2xx when it has taken the event.",
  ),
  internal_error: advice(
    "The fault is on the sending side. The receiver has nothing to mend.",
    "Look into the log of the worker for the id of this attempt.",
    "Send the delivery again; report it if it stays.",
  ),
  body_timeout: advice(
    "The receiver answered with success in time, but its body did not end.",
    "Send a short body, or none, and end the answer.",
  ),
  body_too_large: advice(
    "The receiver answered with success and then with a very long body, of which only the beginning was read.",
    "Answer with a short body, or none: only the status counts.",
  ),
  body_cut_off: advice(
    "The receiver answered with success, then the connection broke in the middle of the body.",
    "Check for a crash after answering, and for the limits of the proxy.",
  ),
  html_200: advice(
    "The answer was a success, but it is a web page. A login, challenge or start page answers like this without having seen the event.",
    "Check that the URL leads to the webhook handler.",
    "Exempt the path from logins and bot checks.",
  ),
  slow_success: advice(
    "The delivery worked, but took most of the time it may take. A little slower, and it fails and comes again.",
    "Answer first and do the work afterwards, in a queue.",
    "Or raise the time limit of the endpoint.",
  ),
  payload_expired: advice(
    "The payload was deleted by the retention of the workspace. What is known about the delivery is kept, but it cannot be sent again.",
    "Trigger the event anew from its source, if it is still needed.",
    "Keep history longer in the settings of the workspace, for the future.",
  ),
  endpoint_disabled: advice(
    "The endpoint took no more deliveries when this one was due, so it was not sent.",
    "Enable the endpoint, then send the delivery again.",
  ),
  paused: advice(
    "The endpoint is paused. The delivery is kept and waits.",
    "Resume the endpoint: what waits is then sent, the oldest first.",
  ),
  cancelled: advice(
    "Somebody ended this delivery before it came through. No further attempt is made.",
    "Send it again if that was a mistake.",
  ),
  quarantined: advice(
    "Three workers ended while they sent this delivery, so it is not tried again by itself.",
    "Look into the log of the workers at the time.",
    "Send it again by hand once the reason is known.",
  ),
};
