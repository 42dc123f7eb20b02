import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Tooltip } from "@/components/ui/tooltip";
import type { Webhook } from "@/lib/webhooks/schemas";

const HEALTH: Record<Webhook["health"]["state"], { tone: BadgeTone; word: string }> = {
  healthy: { tone: "ok", word: "Healthy" },
  degraded: { tone: "warn", word: "Degraded" },
  failing: { tone: "bad", word: "Failing" },
  idle: { tone: "neutral", word: "Idle" },
  disabled: { tone: "off", word: "Disabled" },
};

/** How an endpoint does, in a word; pointing at it shows the rule and the numbers. */
export function EndpointHealthBadge({ webhook }: { webhook: Pick<Webhook, "health" | "status"> }) {
  const { tone, word } =
    webhook.status === "paused" ? ({ tone: "paused", word: "Paused" } as const) : HEALTH[webhook.health.state];
  return (
    <Tooltip content={webhook.health.explanation}>
      <button type="button" className="inline-flex min-h-6 cursor-help items-center rounded-md">
        <Badge tone={tone}>{word}</Badge>
      </button>
    </Tooltip>
  );
}
