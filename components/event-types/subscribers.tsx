"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCounted } from "@/components/values/count";
import { UrlText } from "@/components/values/url-text";
import { subscribersQuery } from "@/lib/client/event-types";
import type { Subscriber } from "@/lib/events/schemas";

const STATUSES: Record<Subscriber["status"], { tone: BadgeTone; word: string }> = {
  active: { tone: "ok", word: "Active" },
  paused: { tone: "paused", word: "Paused" },
  disabled: { tone: "off", word: "Disabled" },
};

/** The endpoints that an event of this type is for, and which entry of theirs says so. */
export function Subscribers({ name }: { name: string }) {
  const { slug, may } = useWorkspace();
  const links = useLinks();
  const { data, error, isFetching, refetch } = useQuery(subscribersQuery(slug, name));
  const more = data?.nextCursor != null;
  const description =
    data === undefined ? undefined : `${more ? "More than " : ""}${formatCounted(data.data.length, "endpoint")}.`;
  return (
    <Card title="Subscribers" description={description}>
      {error !== null && <ProblemCard error={error} busy={isFetching} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton className="h-20" />}
      {data?.data.length === 0 && (
        <EmptyState
          title="No endpoint subscribes to it"
          actions={
            may("webhooks:write") && (
              <Link href={links.newEndpoint} className={buttonClass({ variant: "secondary" })}>
                New endpoint
              </Link>
            )
          }
        >
          Its events are kept, and can be replayed once an endpoint subscribes to it.
        </EmptyState>
      )}
      {data !== undefined && data.data.length > 0 && (
        <ul className="-my-3 divide-y divide-border">
          {data.data.map((subscriber) => (
            <SubscriberRow key={subscriber.webhookId} subscriber={subscriber} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function SubscriberRow({ subscriber }: { subscriber: Subscriber }) {
  const links = useLinks();
  const { webhookId, name, url, status, pattern, projectId } = subscriber;
  const { tone, word } = STATUSES[status];
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-1.5 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <Link
          href={links.endpoint(webhookId)}
          title={name}
          className="block truncate font-medium underline-offset-4 hover:underline"
        >
          <bdi>{name}</bdi>
        </Link>
        <UrlText url={url} />
      </div>
      <span className="text-[0.8125rem] text-muted">
        by <code className="font-mono text-foreground">{pattern}</code>
        {projectId !== null && ", of one project only"}
      </span>
      <Badge tone={tone}>{word}</Badge>
    </li>
  );
}
