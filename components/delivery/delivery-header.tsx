"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { DeliveryStatusBadge } from "@/components/deliveries/delivery-status";
import { PageHeading } from "@/components/layout/page-heading";
import { useLinks } from "@/components/layout/workspace-context";
import { Badge } from "@/components/ui/badge";
import { IdText } from "@/components/values/id-text";
import { Time } from "@/components/values/time";
import { UrlText } from "@/components/values/url-text";
import type { Attempt, DeliveryDetail } from "@/lib/deliveries/schemas";
import { DeliveryActions } from "./delivery-actions";
import type { Neighbours } from "./delivery-panel";
import { NeighbourButtons } from "./neighbour-buttons";

const TRIGGERS = { event: undefined, test: "Test", replay: "Replay" };

/** What it is, where it goes, how it stands, and what can be done about it. */
export function DeliveryHeader({
  delivery,
  attempt,
  isDrawer,
  neighbours,
  onNavigate,
  onAttempt,
}: {
  delivery: DeliveryDetail;
  attempt: Attempt | undefined;
  isDrawer: boolean;
  neighbours: Neighbours | undefined;
  onNavigate: (id: string) => void;
  onAttempt: (number: number) => void;
}) {
  const links = useLinks();
  const { id, eventId, eventType, webhookId, webhookName, url, status, trigger, createdAt } = delivery;
  const facts: [string, ReactNode][] = [
    [
      "Endpoint",
      <div key="endpoint" className="min-w-0">
        <Link
          href={links.endpoint(webhookId)}
          className="inline-block max-w-full truncate align-bottom font-medium text-accent hover:underline"
        >
          <bdi>{webhookName}</bdi>
        </Link>
        <UrlText url={url} />
      </div>,
    ],
    ["Created", <Time key="created" iso={createdAt} />],
    ["Delivery", <IdText key="id" id={id} copy />],
    [
      "Event",
      <span key="event" className="inline-flex min-w-0 items-center gap-2">
        <IdText id={eventId} copy />
        <Link href={links.event(eventId)} className="text-accent hover:underline">
          Open<span className="sr-only"> event</span>
        </Link>
      </span>,
    ],
  ];
  const states = (
    <div className="mt-1.5 flex flex-wrap items-center gap-2">
      <DeliveryStatusBadge status={status} />
      {TRIGGERS[trigger] !== undefined && <Badge tone="neutral">{TRIGGERS[trigger]}</Badge>}
      <span className="text-muted">{describeAttempts(delivery)}</span>
    </div>
  );
  const walk = <NeighbourButtons neighbours={neighbours} onNavigate={onNavigate} />;
  return (
    <header className="flex min-w-0 flex-col gap-4">
      {isDrawer ? (
        <div className="flex items-start justify-between gap-4">
          <div className="min-w-0">
            <h2 className="text-lg font-semibold tracking-tight wrap-anywhere">
              <bdi>{eventType}</bdi>
            </h2>
            {states}
          </div>
          {walk}
        </div>
      ) : (
        <PageHeading title={eventType} breadcrumb={[{ label: "Deliveries", href: links.deliveries() }]} actions={walk}>
          {states}
        </PageHeading>
      )}
      <dl className="grid min-w-0 grid-cols-1 gap-x-8 gap-y-3 @md:grid-cols-2 @4xl:grid-cols-[minmax(0,2fr)_auto_auto_auto]">
        {facts.map(([name, value]) => (
          <div key={name} className="min-w-0">
            <dt className="text-[0.8125rem] text-muted">{name}</dt>
            <dd className="min-w-0">{value}</dd>
          </div>
        ))}
      </dl>
      <DeliveryActions delivery={delivery} attempt={attempt} onAttempt={onAttempt} />
    </header>
  );
}

function describeAttempts({ attemptCount, schedule, status }: DeliveryDetail): string {
  const total = schedule.delaysMs.length + 1;
  if (attemptCount === 0) return status === "cancelled" ? "Never sent" : "Not sent yet";
  const isOpen = status === "retrying" || status === "pending" || status === "sending" || status === "held";
  if (isOpen && schedule.made > 0) return `Attempt ${schedule.made} of ${total} made`;
  return attemptCount === 1 ? "1 attempt" : `${attemptCount} attempts`;
}
