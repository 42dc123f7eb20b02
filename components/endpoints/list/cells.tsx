"use client";

import Link from "next/link";
import { Sparkline } from "@/components/charts/sparkline";
import { DeliveryStatusBadge } from "@/components/deliveries/delivery-status";
import { useLinks } from "@/components/layout/workspace-context";
import { Skeleton } from "@/components/ui/skeleton";
import { Tooltip } from "@/components/ui/tooltip";
import { formatCount, formatRate } from "@/components/values/count";
import { Duration } from "@/components/values/duration";
import { RelativeTime } from "@/components/values/relative-time";
import { UrlText } from "@/components/values/url-text";
import { describeEvents } from "@/lib/client/event-selection";
import { DELIVERY_STATUSES } from "@/lib/deliveries/constants";
import { type EndpointRow, type Spark, waitingOf } from "./endpoint-row";

const WAITING = "pending,sending,retrying,held";

export function NameCell({ row: { webhook } }: { row: EndpointRow }) {
  const links = useLinks();
  return (
    <div className="min-w-0">
      <Link
        href={links.endpoint(webhook.id)}
        title={webhook.name}
        className="block truncate rounded-sm py-0.5 font-medium hover:text-accent hover:underline"
      >
        <bdi>{webhook.name}</bdi>
      </Link>
      <UrlText url={webhook.url} />
    </div>
  );
}

export function EventsCell({ row: { webhook } }: { row: EndpointRow }) {
  const text = describeEvents(webhook.events);
  const [only] = webhook.events;
  if (webhook.events.length <= 1)
    return (
      <span title={only} className="block max-w-full truncate">
        {text}
      </span>
    );
  return (
    <Tooltip
      content={
        <ul className="max-h-60 font-mono text-[0.8125rem]">
          {webhook.events.slice(0, 12).map((pattern) => (
            <li key={pattern}>{pattern === "*" ? "* (all events)" : pattern}</li>
          ))}
          {webhook.events.length > 12 && <li>and {webhook.events.length - 12} more</li>}
        </ul>
      }
    >
      <button type="button" className="block min-h-6 max-w-full cursor-default truncate rounded-sm text-left">
        {text}
      </button>
    </Tooltip>
  );
}

export function SparkCell({ row: { figures }, spark }: { row: EndpointRow; spark: Spark | undefined }) {
  if (figures === undefined || spark === undefined) return <Skeleton className="h-6 w-24" />;
  const { delivered, failed, series } = figures;
  return (
    <Sparkline
      {...spark}
      series={series}
      label={`${formatCount(delivered)} delivered, ${formatCount(failed)} failed in 24 hours`}
    />
  );
}

export function SuccessCell({ row: { figures } }: { row: EndpointRow }) {
  return figures === undefined ? <Skeleton className="ml-auto h-5 w-12" /> : formatRate(figures.successRate);
}

export function LatencyCell({ row: { figures } }: { row: EndpointRow }) {
  return figures === undefined ? <Skeleton className="ml-auto h-5 w-12" /> : <Duration ms={figures.p95Ms} />;
}

export function LastCell({ row: { webhook } }: { row: EndpointRow }) {
  const links = useLinks();
  const { lastDelivery } = webhook;
  if (lastDelivery === null) return <span className="text-muted">Never</span>;
  const stored = DELIVERY_STATUSES.find((known) => known === lastDelivery.status) ?? "pending";
  // What is open of a paused endpoint is held; the list of endpoints knows the stored word only.
  const isOpen = stored === "pending" || stored === "retrying";
  const status = isOpen && webhook.status === "paused" ? "held" : stored;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <Link
        href={links.delivery(lastDelivery.id)}
        aria-label={`Last delivery: ${status}`}
        className="inline-flex min-h-6 items-center rounded-md"
      >
        <DeliveryStatusBadge status={status} />
      </Link>
      <RelativeTime iso={lastDelivery.at} className="whitespace-nowrap text-muted" />
    </span>
  );
}

export function WaitingCell({ row }: { row: EndpointRow }) {
  const links = useLinks();
  const waiting = waitingOf(row);
  if (waiting === null) return <Skeleton className="ml-auto h-5 w-8" />;
  if (waiting === 0) return <span className="text-muted">0</span>;
  return (
    <Link
      href={links.deliveries({ webhook: row.webhook.id, status: WAITING, range: "30d" })}
      className="inline-flex min-h-6 items-center rounded-sm hover:text-accent hover:underline"
    >
      {formatCount(waiting)}
    </Link>
  );
}
