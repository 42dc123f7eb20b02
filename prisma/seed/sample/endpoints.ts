import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/core/clock";
import type { AttemptResult } from "@/lib/egress";
import type { InboxBehaviour } from "@/lib/inbox/schemas";
import { answered, broken, type Host } from "./answers";
import { latencyMs, pick } from "./random";

/** A moment as an age: how long before the present it was. */
export type Ago = number;

export type SampleProject = "Production" | "Staging" | "Customer portal";

export type SampleEndpoint = {
  name: string;
  description: string;
  project: SampleProject;
  events: string[];
  /** How the inbox behind it answers from now on; an address of its own is one that leads nowhere, and is not active. */
  behind: { inbox: string; behaviour: InboxBehaviour } | { url: string; address: string };
  timeoutMs?: number;
  rateLimit?: number;
  retryScheduleMs?: number[];
  headers?: Record<string, string>;
  /** How it answered in the past. */
  answer(host: Host, moment: { ago: Ago; number: number; atMs: number }): AttemptResult;
  /** What is left of it now, beside active. */
  now?:
    | { status: "paused" | "disabled"; ago: Ago; by: "Grace Hopper" | "Ada Lovelace" }
    | "gone"
    | "failed for five days";
};

/** The outage of the billing service: when it began and when it was over, before now. */
export const OUTAGE = { from: 2 * DAY_MS + 5 * HOUR_MS, to: 2 * DAY_MS } as const;
/** When nobody could connect to the preview cluster. */
export const UNREACHABLE = { from: 12.3 * DAY_MS, to: 12 * DAY_MS } as const;
export const SIGNATURES_FAIL_SINCE: Ago = 30 * HOUR_MS;
export const PAUSED: Ago = 20 * HOUR_MS;
export const CERTIFICATE_EXPIRED: Ago = 5.4 * DAY_MS;

/** Failures that are not left to chance: a first attempt within the minute after these moments of today. */
export const FIRST_REFUSED = { rateLimited: 3 * HOUR_MS, serverError: 5 * HOUR_MS } as const;
const isAt = (moment: Ago, { ago, number }: { ago: Ago; number: number }) =>
  number === 1 && ago <= moment && ago > moment - MINUTE_MS;

const refused = (host: Host) =>
  broken(host, { error: "conn_refused", step: "tcp", nativeCode: "ECONNREFUSED", tookMs: latencyMs(host.random, 1) });
const reset = (host: Host) =>
  broken(host, { error: "conn_reset", step: "request", nativeCode: "ECONNRESET", tookMs: latencyMs(host.random, 60) });
const unanswered = (host: Host, timeoutMs: number) =>
  broken(host, { error: "headers_timeout", step: "request", nativeCode: null, tookMs: timeoutMs });
const text = (status: number, body: string, headers: Record<string, string> = {}) => ({
  status,
  body,
  headers: { "Content-Type": "application/json; charset=utf-8", ...headers },
});

const BAD_GATEWAY =
  "<!doctype html><title>502 Bad Gateway</title><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>";
const SIGN_IN =
  '<!doctype html><html lang="en"><title>Sign in</title><form method="post"><label>Email <input name="email"></label><label>Password <input type="password" name="password"></label><button>Sign in</button></form></html>';
const TIMEOUT_MS = 2_000;
const SHORT_SCHEDULE = [5 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS];

export const SAMPLE_ENDPOINTS: readonly SampleEndpoint[] = [
  {
    name: "Session archive",
    description: "Keeps every session for the auditors.",
    project: "Production",
    events: ["session.*"],
    behind: { inbox: "Session archive", behaviour: { preset: "healthy" } },
    answer: (host) => answered(host, { status: 202, tookMs: latencyMs(host.random, 38) }),
  },
  {
    name: "Search indexer",
    description: "Makes projects findable. Its database is short of connections now and then.",
    project: "Production",
    events: ["project.*", "agent.status_changed"],
    behind: { inbox: "Search indexer", behaviour: { failureRate: 0.08, failWith: 500, delayMs: 60 } },
    retryScheduleMs: SHORT_SCHEDULE,
    answer: (host, moment) => {
      const chance = host.random();
      if (chance < 0.03) return reset(host);
      if (chance < 0.09 || isAt(FIRST_REFUSED.serverError, moment))
        return answered(host, text(500, '{"error":"remaining connection slots are reserved","code":"53300"}'));
      return answered(host, { tookMs: latencyMs(host.random, 120) });
    },
  },
  {
    name: "Billing ledger",
    description: "Books subscriptions and payments.",
    project: "Production",
    events: ["subscription.*", "payment.*"],
    behind: { inbox: "Billing ledger", behaviour: { preset: "healthy" } },
    retryScheduleMs: SHORT_SCHEDULE,
    headers: { "X-Team": "billing" },
    answer: (host, { ago }) => {
      if (ago > OUTAGE.from || ago < OUTAGE.to) return answered(host, { tookMs: latencyMs(host.random, 85) });
      if (ago > OUTAGE.from - 40 * MINUTE_MS) return refused(host);
      if (host.random() < 0.2)
        return answered(host, text(503, '{"error":"starting"}', { "Retry-After": "120", Server: "nginx" }));
      return answered(host, {
        status: 502,
        body: BAD_GATEWAY,
        headers: { "Content-Type": "text/html", Server: "nginx" },
      });
    },
  },
  {
    name: "CRM sync",
    description: "The CRM allows few calls a minute.",
    project: "Production",
    events: ["user.*"],
    behind: { inbox: "CRM sync", behaviour: { failureRate: 0.15, failWith: 429, retryAfter: "30" } },
    rateLimit: 5,
    answer: (host, moment) =>
      host.random() < (moment.number === 1 ? 0.22 : 0.1) || isAt(FIRST_REFUSED.rateLimited, moment)
        ? answered(host, text(429, '{"message":"Too many requests","limit":"60 per minute"}', { "Retry-After": "30" }))
        : answered(host, { status: 201, body: '{"status":"queued"}', tookMs: latencyMs(host.random, 210) }),
  },
  {
    name: "Access gateway",
    description: "Opens and closes tunnels to agents.",
    project: "Production",
    events: ["agent.connected", "agent.disconnected"],
    behind: { inbox: "Access gateway", behaviour: { preset: "wrong_secret" } },
    answer: (host, { ago }) =>
      ago < SIGNATURES_FAIL_SINCE
        ? answered(host, text(401, '{"error":"Invalid signature"}'))
        : answered(host, { status: 204, body: "", tookMs: latencyMs(host.random, 24) }),
  },
  {
    name: "Legacy ERP",
    description: "On its way out; accounting still reads it.",
    project: "Production",
    events: ["payment.succeeded"],
    behind: { url: "https://erp.finance.example/hooks/posthorn", address: "203.0.113.41" },
    now: "failed for five days",
    retryScheduleMs: SHORT_SCHEDULE,
    answer: (host, { ago, atMs }) => {
      if (ago > CERTIFICATE_EXPIRED) return answered(host, { tookMs: latencyMs(host.random, 320) });
      if (ago < DAY_MS)
        return broken(host, {
          error: "dns_not_found",
          step: "dns",
          nativeCode: "ENOTFOUND",
          tookMs: latencyMs(host.random, 9),
        });
      const validTo = new Date(atMs + ago - CERTIFICATE_EXPIRED).toISOString();
      const validFrom = new Date(atMs + ago - CERTIFICATE_EXPIRED - 90 * DAY_MS).toISOString();
      const names = ["erp.finance.example"];
      const certificate = { subject: "erp.finance.example", names, issuer: "Example Authority R3", validFrom, validTo };
      const tookMs = latencyMs(host.random, 24);
      return broken(host, { error: "tls_expired", step: "tls", nativeCode: "CERT_HAS_EXPIRED", tookMs, certificate });
    },
  },
  {
    name: "Mobile push",
    description: "Unsubscribed itself: it answered 410.",
    project: "Production",
    events: ["session.message", "session.ended"],
    behind: { url: "https://push.mobile.example/v1/events", address: "203.0.113.77" },
    now: "gone",
    answer: (host, { ago }) =>
      ago < 8 * MINUTE_MS
        ? answered(host, text(410, '{"error":"This device group was removed"}'))
        : answered(host, { status: 202, tookMs: latencyMs(host.random, 55) }),
  },
  {
    name: "Preview deployments",
    description: "Paused while its cluster moves.",
    project: "Staging",
    events: ["project.*", "session.started"],
    behind: { url: "https://preview.staging.example/api/posthorn", address: "203.0.113.9" },
    now: { status: "paused", ago: PAUSED, by: "Grace Hopper" },
    answer: (host, { ago }) => {
      if (ago > UNREACHABLE.to && ago < UNREACHABLE.from)
        return broken(host, { error: "conn_timeout", step: "tcp", nativeCode: "connect_timeout", tookMs: 10_000 });
      const chance = host.random();
      if (chance < 0.02)
        return broken(host, {
          error: "dns_temporary",
          step: "dns",
          nativeCode: "EAI_AGAIN",
          tookMs: latencyMs(host.random, 800),
        });
      if (chance < 0.05)
        return answered(host, { ...text(504, "upstream request timeout", { Server: "envoy" }), tookMs: 15_000 });
      return answered(host, { tookMs: latencyMs(host.random, 130) });
    },
  },
  {
    name: "Audio transcoder",
    description: "Works before it answers: too slow for its time limit since the last release.",
    project: "Staging",
    events: ["recording.*"],
    behind: { inbox: "Audio transcoder", behaviour: { delayMs: 2_500 } },
    timeoutMs: TIMEOUT_MS,
    retryScheduleMs: [30 * SECOND_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS],
    answer: (host, { ago }) => {
      if (ago < 3.3 * DAY_MS) return unanswered(host, TIMEOUT_MS);
      if (ago < 6 * DAY_MS) return answered(host, { tookMs: 1_650 + host.random() * 300 });
      return answered(host, { tookMs: latencyMs(host.random, 400) });
    },
  },
  {
    name: "Nightly report",
    description: "Hears of storage quotas, which is seldom.",
    project: "Staging",
    events: ["storage.*"],
    behind: { inbox: "Nightly report", behaviour: { preset: "healthy" } },
    answer: (host) => answered(host, { tookMs: latencyMs(host.random, 70) }),
  },
  {
    name: "Portal accounts",
    description: "Answers with its sign-in page: the route is behind the login.",
    project: "Customer portal",
    events: ["user.*", "subscription.*"],
    behind: { inbox: "Portal accounts", behaviour: { contentType: "text/html", body: SIGN_IN } },
    answer: (host, { ago }) => {
      if (ago < 4 * DAY_MS)
        return answered(host, { body: SIGN_IN, headers: { "Content-Type": "text/html; charset=utf-8" } });
      const kinds = [
        { status: 422, body: '{"errors":{"data.email":["is not a valid address"]}}' },
        { status: 409, body: '{"error":"Event was processed before"}' },
        { status: 400, body: '{"error":"Unexpected end of JSON input"}' },
      ] as const;
      return host.random() < 0.025 ? answered(host, pick(host.random, kinds)) : answered(host, {});
    },
  },
  {
    name: "Portal relay (old route)",
    description: "Replaced by Portal accounts.",
    project: "Customer portal",
    events: ["user.created", "user.updated"],
    behind: { url: "http://relay.portal.example/webhook.php", address: "203.0.113.120" },
    retryScheduleMs: SHORT_SCHEDULE,
    now: { status: "disabled", ago: 9 * DAY_MS, by: "Ada Lovelace" },
    answer: (host, { ago }) => {
      if (ago > 14 * DAY_MS) return answered(host, { tookMs: latencyMs(host.random, 160) });
      if (ago > 11 * DAY_MS)
        return answered(host, { status: 301, body: "", headers: { Location: "https://portal.example/webhook" } });
      return answered(host, { status: 404, body: "<h1>Not Found</h1>", headers: { "Content-Type": "text/html" } });
    },
  },
];
