import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { Webhook } from "@/lib/webhooks/schemas";

const STATUS: Record<Webhook["status"], { tone: BadgeTone; word: string }> = {
  active: { tone: "ok", word: "Active" },
  paused: { tone: "paused", word: "Paused" },
  disabled: { tone: "bad", word: "Disabled" },
};
const HEALTH: Record<Webhook["health"]["state"], { tone: BadgeTone; word: string }> = {
  healthy: { tone: "ok", word: "Healthy" },
  degraded: { tone: "warn", word: "Degraded" },
  failing: { tone: "bad", word: "Failing" },
  idle: { tone: "neutral", word: "No traffic" },
  disabled: { tone: "bad", word: "Disabled" },
};

/** An endpoint's state in one word: how it does while it is active, else why nothing is sent. */
function stateOf({ status, health }: Webhook): { tone: BadgeTone; word: string } {
  return status === "active" ? HEALTH[health.state] : STATUS[status];
}

export function EndpointList({ webhooks, more }: { webhooks: Webhook[]; more: boolean }) {
  return (
    <Card title="Endpoints" description="Where this workspace’s events are sent.">
      {webhooks.length === 0 ? (
        <p className="text-muted">
          None yet. The first call of the{" "}
          <a className="text-accent underline underline-offset-4" href="#quick-start">
            quick start
          </a>{" "}
          makes one.
        </p>
      ) : (
        <ul className="-my-3 divide-y divide-border">
          {webhooks.map((webhook) => (
            <EndpointRow key={webhook.id} webhook={webhook} />
          ))}
        </ul>
      )}
      {more && <p className="mt-4 text-muted">The 200 newest are shown; the API lists all of them.</p>}
    </Card>
  );
}

function EndpointRow({ webhook }: { webhook: Webhook }) {
  const { tone, word } = stateOf(webhook);
  const { host, rest } = partsOf(webhook.url);
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <div className="min-w-0">
        <p className="truncate font-medium" title={webhook.name}>
          <bdi>{webhook.name}</bdi>
        </p>
        <p className="truncate font-mono text-[0.8125rem] text-muted" title={webhook.url}>
          <span className="text-foreground">{host}</span>
          {rest}
        </p>
        <p className="truncate text-[0.8125rem] text-muted">{webhook.events.join(", ")}</p>
      </div>
      <div className="flex flex-col items-start gap-1 sm:items-end">
        <Badge tone={tone}>{word}</Badge>
        <p className="text-[0.8125rem] text-muted">{webhook.statusReason ?? webhook.health.explanation}</p>
      </div>
    </li>
  );
}

function partsOf(url: string): { host: string; rest: string } {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed === undefined
    ? { host: url, rest: "" }
    : { host: parsed.host, rest: `${parsed.pathname}${parsed.search}` };
}
