"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Button, buttonClass } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { createInboxEndpoint, sendFailing, sendTest } from "@/lib/client/onboarding";
import type { OnboardingFacts } from "@/lib/client/stats";
import { type StepKey, sendCommand } from "./checklist-steps";
import { useFirstStep } from "./use-first-step";

type Props = { step: StepKey; isDone: boolean; isNext: boolean; facts: OnboardingFacts };

/** How a step is taken; once it is done, where its result is to be seen. */
export function ChecklistAction({ step, isDone, isNext, facts }: Props) {
  const links = useLinks();
  const { origin, slug, may } = useWorkspace();
  const { endpoint, lastDelivery, unwellDeliveryId } = facts;
  switch (step) {
    case "eventType":
      return <Go href={links.eventTypes}>Event types</Go>;
    case "endpoint":
      if (isDone) return endpoint === null ? null : <Go href={links.endpoint(endpoint.id)}>Open endpoint</Go>;
      return (
        <>
          <Do isNext={isNext} run={() => createInboxEndpoint(slug)}>
            Use a built-in inbox
          </Do>
          {may("webhooks:write") && <Go href={links.newEndpoint}>Use a URL of mine</Go>}
        </>
      );
    case "event":
      if (endpoint === null) return <Wait>Needs an endpoint</Wait>;
      return (
        <Do isNext={isNext} scope="events:write" run={() => sendTest(slug, endpoint.id)}>
          {isDone ? "Send another" : "Send a test event"}
        </Do>
      );
    case "delivered":
      return lastDelivery === null ? (
        <Wait>Needs an event</Wait>
      ) : (
        <Go href={links.delivery(lastDelivery.id)}>Open delivery</Go>
      );
    case "verified":
      return (
        <>
          {endpoint?.inboxId != null && <Go href={links.inbox(endpoint.inboxId)}>Open inbox</Go>}
          <Go href={links.docs("verify-signatures")}>Code samples</Go>
        </>
      );
    case "retried":
      return (
        <>
          {unwellDeliveryId !== null && <Go href={links.delivery(unwellDeliveryId)}>Open failed delivery</Go>}
          {endpoint?.inboxId == null ? (
            <Wait>Needs an endpoint with an inbox</Wait>
          ) : (
            <FailButton
              isNext={isNext && unwellDeliveryId === null}
              endpointId={endpoint.id}
              inboxId={endpoint.inboxId}
            />
          )}
        </>
      );
    case "apiKey":
      return (
        <>
          <Go href={links.apiKeys}>{isDone ? "API keys" : "Create an API key"}</Go>
          {!isDone && (
            <div className="w-full">
              <CodeBlock label="command" code={sendCommand(origin)} />
            </div>
          )}
        </>
      );
    default: {
      const never: never = step;
      return never;
    }
  }
}

function FailButton({ isNext, endpointId, inboxId }: { isNext: boolean; endpointId: string; inboxId: string }) {
  const { slug } = useWorkspace();
  return (
    <Do isNext={isNext} scope="inboxes:write" run={() => sendFailing(slug, endpointId, inboxId)}>
      Send one that fails
    </Do>
  );
}

function Go({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className={buttonClass({ variant: "secondary", size: "sm" })}>
      {children}
    </Link>
  );
}

/** Takes a step. What goes wrong is told beside the button. */
function Do({
  isNext,
  scope = "webhooks:write",
  run,
  children,
}: {
  isNext: boolean;
  scope?: "webhooks:write" | "events:write" | "inboxes:write";
  run: () => Promise<unknown>;
  children: string;
}) {
  const { may, why } = useWorkspace();
  const step = useFirstStep(run);
  if (!may(scope)) return <Wait>{why(scope)}</Wait>;
  return (
    <div className="flex max-w-full flex-col gap-1">
      <Button variant={isNext ? "primary" : "secondary"} size="sm" busy={step.isPending} onClick={() => step.mutate()}>
        {children}
      </Button>
      {step.error !== null && (
        <p role="alert" className="text-[0.8125rem] text-bad">
          {step.error.message}
        </p>
      )}
    </div>
  );
}

function Wait({ children }: { children: ReactNode }) {
  return <span className="text-[0.8125rem] text-muted">{children}</span>;
}
