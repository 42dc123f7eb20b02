import type { Cause } from "@/lib/egress/cause-catalogue";

/** The catalogue in the order of a request: from the name to the answer, and what no request stands behind. */
export const CAUSE_GROUPS: readonly { id: string; title: string; about: string; causes: readonly Cause[] }[] = [
  {
    id: "finding",
    title: "Finding the server",
    about: "The request was never sent, so nothing was processed.",
    causes: ["dns_not_found", "dns_temporary", "blocked_address"],
  },
  {
    id: "connecting",
    title: "Connecting",
    about: "The name was found, but no connection came about, or it did not last.",
    causes: ["conn_refused", "conn_timeout", "conn_unreachable", "conn_reset"],
  },
  {
    id: "certificates",
    title: "TLS and certificates",
    about: "The connection is refused before the request is sent. Certificates are always verified.",
    causes: ["tls_expired", "tls_self_signed", "tls_name", "tls_chain", "tls_proto"],
  },
  {
    id: "no-answer",
    title: "No proper answer",
    about: "The request was sent. Whether it was processed, only the receiver knows.",
    causes: ["headers_timeout", "bad_http"],
  },
  {
    id: "refused",
    title: "Refused by the receiver",
    about: "The receiver answered, and meant it: it will most likely answer the same again until something is changed.",
    causes: [
      "signature_rejected",
      "auth",
      "bad_request",
      "not_found",
      "method",
      "redirect",
      "gone",
      "conflict",
      "too_large",
      "media",
      "headers",
      "other_status",
    ],
  },
  {
    id: "trouble",
    title: "Trouble at the receiver",
    about: "These usually pass, and the retries see them through.",
    causes: ["rate_limited", "server_error", "bad_gateway"],
  },
  {
    id: "warnings",
    title: "Delivered, with a warning",
    about: "The delivery counts as delivered. The warning says what may become a failure.",
    causes: ["slow_success", "html_200", "body_timeout", "body_too_large", "body_cut_off"],
  },
  {
    id: "no-request",
    title: "Without a request",
    about: "Nothing was sent, on purpose or because it could not be.",
    causes: ["paused", "endpoint_disabled", "cancelled", "payload_expired", "quarantined", "internal_error"],
  },
];
