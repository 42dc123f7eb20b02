"use client";

import clsx from "clsx";
import Link from "next/link";
import { useNow } from "@/components/layout/now";
import { useLinks } from "@/components/layout/workspace-context";
import { Skeleton } from "@/components/ui/skeleton";
import { formatAtLeast, formatCount, formatCounted } from "@/components/values/count";
import { formatDuration, formatRelative } from "@/lib/client/format-time";
import type { QueueSchedule, QueueStats } from "@/lib/client/queue";
import { drainEstimateMs, formatPerSecond } from "@/lib/client/queue-verdict";

type Fact = { label: string; value: string; note: string; href: string; isBad?: boolean };

/** The numbers of the queue, each leading to the deliveries that it counts. */
export function QueueCards({
  stats,
  schedule,
}: {
  stats: QueueStats | undefined;
  schedule: QueueSchedule | undefined;
}) {
  const links = useLinks();
  const nowMs = useNow();
  const list = (status: string) => links.deliveries({ status, range: "30d" });
  const facts: Fact[] | undefined = stats && [
    { label: "Waiting", value: formatCount(stats.waiting), note: "due now", href: list("pending") },
    { label: "In flight", value: formatCount(stats.active), note: "being sent", href: list("sending") },
    {
      label: "Awaiting retry",
      value: formatCount(stats.delayed),
      note: schedule?.nextAt == null ? "none is planned" : `next ${formatRelative(Date.parse(schedule.nextAt), nowMs)}`,
      href: list("retrying"),
    },
    { label: "Held", value: formatCount(stats.held), note: heldNote(stats), href: list("held") },
    {
      label: "Failed",
      value: formatAtLeast(stats.failed, !stats.failedIsCapped),
      note: "after the last attempt",
      href: list("failed"),
      isBad: stats.failed > 0,
    },
    {
      label: "Oldest due",
      value: stats.oldestWaitingMs === null ? "–" : formatDuration(Math.max(0, stats.oldestWaitingMs)),
      note: stats.oldestWaitingMs === null ? "nothing waits" : "since it was due",
      href: list("pending"),
    },
    {
      label: "Coming in",
      value: schedule === undefined ? "–" : formatPerSecond(schedule.inPerSecond),
      note: "new deliveries",
      href: links.deliveries({ range: "15m" }),
    },
    {
      label: "Going out",
      value: schedule === undefined ? "–" : formatPerSecond(schedule.outPerSecond),
      note: drainNote(stats, schedule),
      href: links.deliveries({ range: "15m", status: "delivered,retrying,failed" }),
    },
  ];
  return (
    <ul
      aria-label="Numbers of the queue"
      aria-busy={facts === undefined}
      className="grid grid-cols-2 gap-3 md:grid-cols-4"
    >
      {facts === undefined
        ? Array.from({ length: 8 }, (_, index) => (
            <li key={index} className="rounded-lg border border-border bg-surface px-4 py-3">
              <Skeleton className="h-[4.75rem]" />
            </li>
          ))
        : facts.map((fact) => <FactCard key={fact.label} {...fact} />)}
    </ul>
  );
}

function FactCard({ label, value, note, href, isBad = false }: Fact) {
  return (
    <li>
      <Link
        href={href}
        className="block h-full rounded-lg border border-border bg-surface px-4 py-3 transition-colors hover:border-control hover:bg-raised"
      >
        <span className="block text-[0.8125rem] text-muted">{label}</span>
        <span className={clsx("block truncate text-2xl font-semibold tracking-tight", isBad && "text-bad")}>
          {value}
        </span>
        <span className="block truncate text-[0.8125rem] text-muted">{note}</span>
      </Link>
    </li>
  );
}

function heldNote({ pausedBy, paused }: QueueStats): string {
  if (pausedBy !== null) return "deliveries are paused";
  return paused === 0 ? "nothing is paused" : `${formatCounted(paused, "endpoint")} paused`;
}

function drainNote({ waiting }: QueueStats, schedule: QueueSchedule | undefined): string {
  const drainMs = schedule === undefined ? null : drainEstimateMs(waiting, schedule);
  return drainMs === null ? "attempts" : `empty in about ${formatDuration(drainMs)}`;
}
