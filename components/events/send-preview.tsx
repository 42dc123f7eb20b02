"use client";

import { useQuery } from "@tanstack/react-query";
import { Ban, CirclePause, Send } from "lucide-react";
import Link from "next/link";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { UrlText } from "@/components/values/url-text";
import { subscribersQuery } from "@/lib/client/event-types";
import { type Plan, planSend } from "./send-plan";

const FATES = {
  called: { Icon: Send, look: "text-ok", word: "Called" },
  held: { Icon: CirclePause, look: "text-info", word: "Waits" },
  skipped: { Icon: Ban, look: "text-muted", word: "Not called" },
};

/** Which endpoints would get an event of this type, before it is sent. */
export function SendPreview({ type, projectId }: { type: string | undefined; projectId: string | undefined }) {
  const { slug } = useWorkspace();
  const { data, error, isPending, isFetching, refetch } = useQuery({
    ...subscribersQuery(slug, type ?? ""),
    enabled: type !== undefined,
  });
  const plans = planSend(data?.data ?? [], projectId);
  const count = plans.filter(({ fate }) => fate !== "skipped").length;
  const description =
    type === undefined
      ? "Choose a type to see."
      : data === undefined
        ? undefined
        : count === 0
          ? "No endpoint gets it."
          : count === 1
            ? "1 endpoint gets it."
            : `${count} endpoints get it.`;
  return (
    <Card title="Who gets it" description={<span aria-live="polite">{description}</span>}>
      {error !== null && <ProblemCard error={error} busy={isFetching} onRetry={() => void refetch()} />}
      {type !== undefined && isPending && <Skeleton className="h-24" />}
      {data !== undefined && plans.length === 0 && <Nobody type={type ?? ""} />}
      {plans.length > 0 && (
        <ul className="-my-2 max-h-96 divide-y divide-border overflow-y-auto">
          {plans.map((plan) => (
            <PlannedEndpoint key={plan.subscriber.webhookId} plan={plan} />
          ))}
        </ul>
      )}
      {data?.nextCursor != null && (
        <p className="mt-3 text-[0.8125rem] text-muted">And more endpoints than fit here.</p>
      )}
    </Card>
  );
}

function PlannedEndpoint({ plan: { subscriber, fate, why } }: { plan: Plan }) {
  const links = useLinks();
  const { Icon, look, word } = FATES[fate];
  return (
    <li className="flex items-start gap-3 py-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${look}`} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-3">
          <Link
            href={links.endpoint(subscriber.webhookId)}
            title={subscriber.name}
            className="truncate font-medium underline-offset-4 hover:underline"
          >
            <bdi>{subscriber.name}</bdi>
          </Link>
          <span className="shrink-0 text-[0.8125rem] text-muted">{word}</span>
        </div>
        <UrlText url={subscriber.url} />
        {why !== undefined && <p className="text-[0.8125rem] text-muted">{why}</p>}
      </div>
    </li>
  );
}

function Nobody({ type }: { type: string }) {
  const links = useLinks();
  const { may } = useWorkspace();
  return (
    <EmptyState
      title="No endpoint subscribes to it"
      actions={
        may("webhooks:write") && (
          <Link href={links.newEndpoint} className={buttonClass({ variant: "secondary", size: "sm" })}>
            New endpoint
          </Link>
        )
      }
    >
      An event of {type} is kept, and can be replayed once an endpoint subscribes to it.
    </EmptyState>
  );
}
