import { type AttemptResult, CAUSES, classifyAttempt, isDelivered } from "@/lib/egress";
import type { UrlCheck } from "./schemas";

type Facts = { refusal: string } | { result: AttemptResult; url: string; timeoutMs: number };

/** 401 and 403 are refusals; 400 is what many handlers answer to a signature that is missing. */
const REFUSALS = [400, 401, 403];

/**
 * What the outcome of an unsigned check means. It is the other way round than for a delivery: a refusal is good, a 2xx
 * is a receiver that takes anything from anybody.
 */
export function judgeUrlCheck(facts: Facts): Pick<UrlCheck, "verdict" | "summary" | "cause"> {
  if ("refusal" in facts) return blocked(facts.refusal);
  const { result } = facts;
  if (result.outcome === "error" && result.error === "blocked_address") return blocked(CAUSES.blocked_address.hint);
  if (result.outcome === "response" && REFUSALS.includes(result.status))
    return {
      verdict: "verifies",
      summary: `Reached. It answered ${result.status} to a request without a signature, as a receiver that verifies signatures does.`,
      cause: null,
    };
  const cause = causeOf(facts);
  if (result.outcome === "error")
    return { verdict: "unreachable", summary: cause?.title ?? CAUSES.internal_error.title, cause };
  if (isDelivered(result))
    return {
      verdict: "accepts_unsigned",
      summary: `Reached. It answered ${result.status} to a request without a signature, so it takes events from anybody until it verifies signatures.`,
      cause,
    };
  return { verdict: "failing", summary: `Reached, but it answered ${result.status}: deliveries would fail.`, cause };
}

function blocked(reason: string): Pick<UrlCheck, "verdict" | "summary" | "cause"> {
  return { verdict: "blocked", summary: reason, cause: null };
}

function causeOf(input: Parameters<typeof classifyAttempt>[0]): UrlCheck["cause"] {
  const found = classifyAttempt(input);
  if (found === null) return null;
  const { cause, title, hint, evidence } = found;
  return { cause, title, hint, evidence };
}
