/** The causes of failure that the sample in the demo workspace shows, whenever it is made. */
export const SAMPLE_CAUSES = [
  "conn_refused",
  "conn_timeout",
  "conn_reset",
  "dns_not_found",
  "dns_temporary",
  "tls_expired",
  "headers_timeout",
  "bad_gateway",
  "server_error",
  "rate_limited",
  "signature_rejected",
  "redirect",
  "not_found",
  "gone",
  "html_200",
  "slow_success",
] as const;
