import type { WebhookFiguresAnswer } from "./stats";

type Summary = WebhookFiguresAnswer["summary"];

export type Verdict = {
  tone: "ok" | "warn" | "bad" | "neutral";
  /** The state in one sentence. */
  title: string;
  /** What waits, in words and numbers; undefined when nothing does. */
  backlog: string | undefined;
};

const whole = new Intl.NumberFormat("en-GB");

/** @returns whether anything is wrong, as one would say it. */
export function verdictOf(summary: Summary): Verdict {
  const { webhooks, attention, health, paused } = summary;
  const backlog = backlogOf(summary);
  if (webhooks === 0) return { tone: "neutral", title: "No endpoints yet: nothing is sent", backlog };
  if (health.failing > 0)
    return {
      tone: "bad",
      title: `${part(health.failing, webhooks)} ${health.failing === 1 ? "is" : "are"} failing`,
      backlog,
    };
  if (attention > 0)
    return {
      tone: "warn",
      title: `${part(attention, webhooks)} ${attention === 1 ? "needs" : "need"} attention`,
      backlog,
    };
  const quiet = health.idle + health.disabled;
  if (health.healthy === 0)
    return {
      tone: "neutral",
      title: paused === webhooks ? "All endpoints are paused" : "No traffic in 24 hours",
      backlog,
    };
  const rest = quiet === 0 ? "" : `, ${quiet} without traffic`;
  const healthy = quiet === 0 ? "All endpoints are healthy" : `${part(health.healthy, webhooks)} healthy${rest}`;
  return { tone: "ok", title: healthy, backlog };
}

function part(count: number, all: number): string {
  return `${whole.format(count)} of ${whole.format(all)} ${all === 1 ? "endpoint" : "endpoints"}`;
}

function backlogOf({ waiting, delayed, held, failedRetryable, failedIsCapped }: Summary): string | undefined {
  const open = waiting + delayed + held;
  const parts = [
    open === 0 ? undefined : `${whole.format(open)} ${open === 1 ? "delivery" : "deliveries"} waiting`,
    failedRetryable === 0
      ? undefined
      : `${failedIsCapped ? "more than " : ""}${whole.format(failedRetryable)} failed and can be sent again`,
  ].filter((text) => text !== undefined);
  return parts.length === 0 ? undefined : parts.join(", ");
}
