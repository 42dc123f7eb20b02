import { MINUTE_MS } from "@/lib/core/clock";
import { ATTENTION_REASONS, type WebhookFigures } from "@/lib/stats/schemas";

const BACKLOG_MS = MINUTE_MS;

type Facts = Pick<WebhookFigures, "status" | "statusReason" | "health" | "oldestWaitingMs" | "held"> & {
  breaker: WebhookFigures["breaker"]["state"];
};

/**
 * @returns why somebody should look at an endpoint, null when there is nothing to do. One that a person disabled is
 * left alone: that was the intention.
 */
export function attentionOf(facts: Facts): WebhookFigures["attention"] {
  if (facts.status === "disabled") return isDisabledByPerson(facts.statusReason) ? null : "disabled";
  if (facts.status === "paused") return facts.held > 0 ? "held" : null;
  if (facts.health.state === "failing") return "failing";
  if (facts.breaker !== "closed") return "breaker_open";
  if (facts.health.state === "degraded") return "degraded";
  return (facts.oldestWaitingMs ?? 0) > BACKLOG_MS ? "backlog" : null;
}

/** @returns what to sort by: smaller is worse. */
export function attentionRank(attention: WebhookFigures["attention"]): number {
  return attention === null ? ATTENTION_REASONS.length : ATTENTION_REASONS.indexOf(attention);
}

// The sentences of change-status.ts and create-webhook.ts; Posthorn's own give the rule that was broken.
function isDisabledByPerson(reason: string | null): boolean {
  return reason === null || reason.startsWith("Disabled by ") || reason === "Created disabled.";
}
