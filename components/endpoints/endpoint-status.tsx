"use client";

import { Badge } from "@/components/ui/badge";
import { Tooltip } from "@/components/ui/tooltip";
import { Countdown } from "@/components/values/countdown";
import type { WebhookFigures } from "@/lib/stats/schemas";
import type { Webhook } from "@/lib/webhooks/schemas";

type Breaker = WebhookFigures["breaker"];

/** Whether deliveries go out: active, paused, disabled, or held back by the breaker. */
export function EndpointStatus({
  webhook,
  breaker,
}: {
  webhook: Pick<Webhook, "status" | "statusReason">;
  breaker?: Breaker;
}) {
  const { tone, word, detail } = statusOf(webhook, breaker);
  if (detail === null) return <Badge tone={tone}>{word}</Badge>;
  return (
    <Tooltip content={detail}>
      <button type="button" className="inline-flex min-h-6 cursor-default rounded-md">
        <Badge tone={tone}>{word}</Badge>
      </button>
    </Tooltip>
  );
}

function statusOf({ status, statusReason }: Pick<Webhook, "status" | "statusReason">, breaker: Breaker | undefined) {
  switch (status) {
    case "paused":
      return { tone: "paused", word: "Paused", detail: statusReason } as const;
    case "disabled":
      return { tone: "bad", word: "Disabled", detail: statusReason } as const;
    case "active":
      break;
    default: {
      const never: never = status;
      return never;
    }
  }
  if (breaker?.state === "open")
    return { tone: "warn", word: "Breaker open", detail: <OpenBreaker breaker={breaker} /> } as const;
  if (breaker?.state === "half_open")
    return {
      tone: "warn",
      word: "Breaker half-open",
      detail: "One delivery is being tried. When it arrives, the others follow.",
    } as const;
  return { tone: "ok", word: "Active", detail: null } as const;
}

function OpenBreaker({ breaker: { nextProbeAt } }: { breaker: Breaker }) {
  return (
    <>
      Too many attempts failed, so nothing but a probe is sent. Waiting costs no attempt.
      {nextProbeAt !== null && (
        <>
          {" "}
          Next probe: <Countdown to={String(nextProbeAt)} />.
        </>
      )}
    </>
  );
}
