"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import Link from "next/link";
import { useLinks } from "@/components/layout/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/components/values/count";
import { UrlText } from "@/components/values/url-text";
import { formatDuration } from "@/lib/client/format-time";
import type { EndpointBacklog } from "@/lib/client/queue";

const COLUMNS = [
  { key: "waiting", label: "Waiting", status: "pending" },
  { key: "active", label: "In flight", status: "sending" },
  { key: "delayed", label: "Awaiting retry", status: "retrying" },
  { key: "held", label: "Held", status: "held" },
  { key: "failedRetryable", label: "Failed", status: "failed" },
] as const;
const SHOWN_MAX = 50;

/** Which endpoints things wait for, the most first. */
export function BacklogTable({ backlog }: { backlog: UseQueryResult<{ data: EndpointBacklog[] }> }) {
  const rows = backlog.data?.data
    .filter((row) => COLUMNS.some(({ key }) => row[key] > 0))
    .toSorted((a, b) => openOf(b) - openOf(a) || b.failedRetryable - a.failedRetryable);
  return (
    <Card
      title="By endpoint"
      description="Where something waits, is held or has failed. Each number leads to its deliveries."
    >
      {rows === undefined ? (
        backlog.isError ? (
          <ProblemCard error={backlog.error} onRetry={() => void backlog.refetch()} busy={backlog.isFetching} />
        ) : (
          <Skeleton className="h-32" />
        )
      ) : rows.length === 0 ? (
        <EmptyState icon={<Inbox className="size-5" />} title="Nothing waits for any endpoint">
          What waits, is held or has failed is listed here by endpoint.
        </EmptyState>
      ) : (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reached by keyboard
        <section aria-label="Backlog of endpoints" tabIndex={0} className="-mx-4 overflow-x-auto px-4 sm:-mx-6 sm:px-6">
          <table className="w-full min-w-[44rem] text-left">
            <thead className="text-[0.8125rem] text-muted">
              <tr className="border-b border-border">
                <th scope="col" className="py-1.5 pr-4 font-medium">
                  Endpoint
                </th>
                {COLUMNS.map(({ key, label }) => (
                  <th key={key} scope="col" className="py-1.5 pl-4 text-right font-medium whitespace-nowrap">
                    {label}
                  </th>
                ))}
                <th scope="col" className="py-1.5 pl-4 text-right font-medium whitespace-nowrap">
                  Oldest due
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, SHOWN_MAX).map((row) => (
                <BacklogRow key={row.webhookId} row={row} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {rows !== undefined && rows.length > SHOWN_MAX && (
        <p className="mt-3 text-[0.8125rem] text-muted">
          The {SHOWN_MAX} with most are shown, of {formatCount(rows.length)}.
        </p>
      )}
    </Card>
  );
}

function BacklogRow({ row }: { row: EndpointBacklog }) {
  const links = useLinks();
  const { webhookId, name, url, status, breaker, oldestWaitingMs } = row;
  return (
    <tr className="border-b border-border last:border-0">
      <th scope="row" className="max-w-72 py-2 pr-4 font-normal">
        <span className="flex items-center gap-2">
          <Link
            href={links.endpoint(webhookId)}
            title={name}
            className="truncate rounded-sm font-medium underline-offset-4 hover:underline"
          >
            <bdi>{name}</bdi>
          </Link>
          {status !== "active" ? (
            <Badge tone={status === "paused" ? "paused" : "off"}>{status === "paused" ? "Paused" : "Disabled"}</Badge>
          ) : (
            breaker.state !== "closed" && <Badge tone="warn">Breaker open</Badge>
          )}
        </span>
        <UrlText url={url} />
      </th>
      {COLUMNS.map(({ key, label, status: filter }) => (
        <td key={key} className="py-2 pl-4 text-right">
          {row[key] === 0 ? (
            <span className="text-muted">0</span>
          ) : (
            <Link
              href={links.deliveries({ webhook: webhookId, status: filter, range: "30d" })}
              aria-label={`${formatCount(row[key])} ${label.toLowerCase()} of ${name}`}
              className="inline-flex min-h-6 items-center rounded-sm underline decoration-border underline-offset-4 hover:text-accent"
            >
              {formatCount(row[key])}
            </Link>
          )}
        </td>
      ))}
      <td className="py-2 pl-4 text-right whitespace-nowrap text-muted">
        {oldestWaitingMs === null ? "–" : formatDuration(Math.max(0, oldestWaitingMs))}
      </td>
    </tr>
  );
}

function openOf({ waiting, active, delayed, held }: EndpointBacklog): number {
  return waiting + active + delayed + held;
}
