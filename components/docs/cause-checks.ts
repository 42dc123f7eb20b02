import type { Cause } from "@/lib/egress/cause-catalogue";

const HOST = "hooks.example.com";
const URL = `https://${HOST}/webhooks`;

const post = (options: string) => `curl ${options} -X POST -H 'Content-Type: application/json' -d '{}' ${URL}`;
const certificate = (what: string) =>
  `openssl s_client -connect ${HOST}:443 -servername ${HOST} </dev/null 2>/dev/null | openssl x509 -noout ${what}`;

const SHOW_STATUS = post(String.raw`-sS -o /dev/null -w '%{http_code} in %{time_total} s\n'`);
const SHOW_ANSWER = post("-sS -i");
const SHOW_CONNECTION = post("-v --connect-timeout 10");

/** How each cause is looked at from a shell: at the receiver's host, or at this instance's API. */
export function causeChecks(origin: string): Readonly<Record<Cause, string>> {
  const api = (path: string) => `curl -H "Authorization: Bearer YOUR_API_KEY" ${origin}${path}`;
  const webhook = api("/api/webhooks/{webhook_id}");
  const delivery = api("/api/deliveries/{delivery_id}");
  return {
    dns_not_found: `dig +short ${HOST} A ${HOST} AAAA`,
    dns_temporary: `dig ${HOST}\ndig +trace ${HOST}`,
    blocked_address: `dig +short ${HOST}`,
    conn_refused: `nc -vz ${HOST} 443`,
    conn_timeout: `nc -vz -w 10 ${HOST} 443`,
    conn_unreachable: `dig +short ${HOST} A ${HOST} AAAA\nping -c 3 ${HOST}`,
    conn_reset: SHOW_CONNECTION,
    tls_expired: certificate("-dates"),
    tls_self_signed: certificate("-subject -issuer"),
    tls_name: certificate("-ext subjectAltName"),
    tls_chain: `openssl s_client -connect ${HOST}:443 -servername ${HOST} -showcerts </dev/null`,
    tls_proto: `curl -v https://${HOST}/\nopenssl s_client -connect ${HOST}:443 -tls1_2 </dev/null`,
    headers_timeout: SHOW_STATUS,
    bad_http: SHOW_CONNECTION,
    redirect: post("-sS -o /dev/null -D -"),
    bad_request: SHOW_ANSWER,
    signature_rejected: `WEBHOOK_SECRET='whsec_…' bash verify.sh body.json "$TIMESTAMP" "$SIGNATURE"`,
    auth: SHOW_ANSWER,
    not_found: SHOW_STATUS,
    method: `curl -sS -i -X OPTIONS ${URL}`,
    gone: SHOW_STATUS,
    too_large: `head -c 1000000 /dev/zero | curl -sS -i --data-binary @- ${URL}`,
    media: SHOW_ANSWER,
    headers: post(`-sS -i -H "X-Filler: $(head -c 6000 /dev/zero | tr '\\0' x)"`),
    conflict: SHOW_ANSWER,
    rate_limited: post("-sS -o /dev/null -D -"),
    server_error: SHOW_ANSWER,
    bad_gateway: SHOW_ANSWER,
    other_status: SHOW_ANSWER,
    internal_error: delivery,
    slow_success: SHOW_STATUS,
    html_200: SHOW_ANSWER,
    body_timeout: post("-sS -N -i --max-time 30"),
    body_too_large: post(String.raw`-sS -o /dev/null -w '%{size_download} bytes\n'`),
    body_cut_off: post("-v -o /dev/null"),
    payload_expired: delivery,
    endpoint_disabled: webhook,
    paused: webhook,
    cancelled: delivery,
    quarantined: delivery,
  };
}
