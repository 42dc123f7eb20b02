import { type AttemptError, type AttemptResponse, type AttemptResult, isDelivered } from "./attempt-result";
import { CAUSES, type Cause, type Certainty, type InternalCause, type MaybeProcessed } from "./cause-catalogue";
import { connectionEvidence, excerpt, formatMs, responseHeader, responseText } from "./evidence";

const SLOW_SHARE_OF_LIMIT = 0.8;

export type AttemptCause = {
  cause: Cause;
  certainty: Certainty;
  /** Observations of this attempt that lead to the cause, a sentence each; they quote the receiver, so show them as text only. */
  evidence: string[];
  maybeProcessed: MaybeProcessed;
  title: string;
  hint: string;
};

export type ClassifyInput = { result: AttemptResult; url: string; timeoutMs: number };

type Finding = { cause: Cause; certainty?: Certainty; evidence?: string[]; maybeProcessed?: MaybeProcessed };

/** @returns why an attempt failed, or what to worry about although it did not; null when all is well. */
export function classifyAttempt(input: ClassifyInput): AttemptCause | null {
  const { result } = input;
  if (result.outcome === "error") return describe(findingOfError(result, input));
  if (!isDelivered(result)) return describe(findingOfStatus(result));
  const finding = findingOfSuccess(result, input.timeoutMs);
  return finding === null ? null : describe(finding);
}

/** @returns the explanation of a state that no request stands behind; `evidence` names actor and time. */
export function internalCause(cause: InternalCause, evidence: string[] = []): AttemptCause {
  return describe({ cause, evidence });
}

function describe({ cause, certainty = "certain", evidence = [], maybeProcessed }: Finding): AttemptCause {
  const { title, hint, maybeProcessed: usually } = CAUSES[cause];
  return { cause, certainty, evidence, maybeProcessed: maybeProcessed ?? usually, title, hint };
}

function findingOfError(result: AttemptError, { url, timeoutMs }: ClassifyInput): Finding {
  const { error: cause, step, nativeCode, phases } = result;
  // The guard tells nothing but that it refused.
  if (cause === "blocked_address") return { cause };
  const { host, hostname } = new URL(url);
  const before = connectionEvidence(result, hostname);
  const because = nativeCode === null || nativeCode === "connect_timeout" ? "" : ` (${nativeCode})`;
  const elapsed = formatMs(nativeCode === null ? timeoutMs : phases.totalMs);
  const endings: Record<AttemptError["step"], string> = {
    check: `The request could not be built${because}.`,
    dns: `Looking up ${hostname} ended without an address after ${elapsed}${because}.`,
    tcp: `Connecting to ${host}${result.remoteAddress === null ? "" : ` at ${result.remoteAddress}`} failed after ${elapsed}${because}.`,
    tls: `The TLS handshake with ${host} failed${because}.`,
    request:
      cause === "headers_timeout"
        ? `Then no response headers within ${elapsed}.`
        : `Then the exchange broke off after ${elapsed}, before response headers${because}.`,
  };
  const evidence = [...before, ...certificateEvidence(result), endings[step]];
  return { cause, evidence, maybeProcessed: step === "request" ? undefined : "no" };
}

function certificateEvidence({ error, phases: { certificate } }: AttemptError): string[] {
  if (certificate === null || !error.startsWith("tls_")) return [];
  const { subject, issuer, validFrom, validTo } = certificate;
  return [
    `The certificate of "${excerpt(subject)}", issued by "${excerpt(issuer)}", is valid from ${validFrom} to ${validTo}.`,
  ];
}

function findingOfSuccess(result: AttemptResponse, timeoutMs: number): Finding | null {
  const text = isHtml(result) ? responseText(result) : "";
  if (/<!doctype html|<html/i.test(text)) {
    const evidence = [`Answered ${result.status} with an HTML page: ${excerpt(text)}`];
    if (/type=["']?password|log ?in|sign ?in|captcha|challenge/i.test(text))
      evidence.push("The page mentions a login or a challenge.");
    return { cause: "html_200", certainty: "likely", evidence };
  }
  return findingOfBody(result, timeoutMs) ?? findingOfTime(result, timeoutMs);
}

function findingOfTime({ phases: { totalMs } }: AttemptResponse, timeoutMs: number): Finding | null {
  if (totalMs <= timeoutMs * SLOW_SHARE_OF_LIMIT) return null;
  return { cause: "slow_success", evidence: [`Took ${formatMs(totalMs)} of the ${formatMs(timeoutMs)} allowed.`] };
}

function findingOfBody(result: AttemptResponse, timeoutMs: number): Finding | null {
  if (result.bodyError === null) return null;
  const bytes = `${result.bodyBytes.toLocaleString("en-US")} bytes of body`;
  switch (result.bodyError) {
    case "timeout":
      return {
        cause: "body_timeout",
        evidence: [
          `Answered ${result.status}, then the body had not ended after ${formatMs(timeoutMs)}; ${bytes} had come.`,
        ],
      };
    case "too_large":
      return {
        cause: "body_too_large",
        evidence: [`Answered ${result.status} and then more than ${bytes}; the connection was closed.`],
      };
    case "cut_off":
      return {
        cause: "body_cut_off",
        evidence: [`Answered ${result.status}, then the connection broke off after ${bytes}.`],
      };
    default: {
      const unknown: never = result.bodyError;
      throw new Error(`unknown body error ${String(unknown)}`);
    }
  }
}

function findingOfStatus(result: AttemptResponse): Finding {
  const finding = findingByStatus(result);
  const quote = excerpt(responseText(result));
  const evidence = [
    `Answered ${result.status}${quote === "" ? " with no readable body" : `: ${quote}`}`,
    ...(finding.evidence ?? []),
  ];
  return { ...finding, evidence };
}

function findingByStatus(result: AttemptResponse): Finding {
  const { status } = result;
  if ([301, 302, 303, 307, 308].includes(status))
    return { cause: "redirect", evidence: quoteHeader(result, "location") };
  if (status === 400 || status === 401 || status === 403) return findingOfRefusal(result);
  if (status === 429) return { cause: "rate_limited", evidence: quoteHeader(result, "retry-after") };
  if (status === 502 || status === 503 || status === 504 || (status >= 520 && status <= 530)) {
    return {
      cause: "bad_gateway",
      evidence: [...quoteHeader(result, "server"), ...quoteHeader(result, "retry-after")],
    };
  }
  if (status >= 500) return { cause: "server_error" };
  return { cause: CAUSE_BY_STATUS.get(status) ?? "other_status", certainty: status === 409 ? "likely" : "certain" };
}

const CAUSE_BY_STATUS: ReadonlyMap<number, Cause> = new Map([
  [404, "not_found"],
  [405, "method"],
  [409, "conflict"],
  [410, "gone"],
  [413, "too_large"],
  [415, "media"],
  [419, "auth"],
  [422, "bad_request"],
  [431, "headers"],
] as const);

/** 400, 401 and 403 mean a rejected signature as often as anything: the answer's own words decide. */
function findingOfRefusal(result: AttemptResponse): Finding {
  const text = responseText(result);
  if (isHtml(result) && responseHeader(result, "cf-ray") !== null) {
    return {
      cause: "auth",
      certainty: "likely",
      evidence: [
        "The answer is a page of Cloudflare's (header cf-ray): its firewall or bot check stopped the request.",
      ],
    };
  }
  if (responseHeader(result, "www-authenticate") !== null)
    return { cause: "auth", evidence: quoteHeader(result, "www-authenticate") };
  if (/csrf|xsrf|authenticity.?token/i.test(text))
    return { cause: "auth", certainty: "likely", evidence: ["The answer speaks of a CSRF token."] };
  const match = /signature|hmac|unauthor/i.exec(text);
  if (match !== null)
    return {
      cause: "signature_rejected",
      certainty: "likely",
      evidence: [`The answer contains the word "${match[0]}".`],
    };
  return { cause: result.status === 400 ? "bad_request" : "auth" };
}

function isHtml(result: AttemptResponse): boolean {
  return /^text\/html\b/i.test(responseHeader(result, "content-type") ?? "");
}

function quoteHeader(result: AttemptResponse, name: string): string[] {
  const value = responseHeader(result, name);
  return value === null ? [] : [`Header ${name}: ${excerpt(value)}`];
}
