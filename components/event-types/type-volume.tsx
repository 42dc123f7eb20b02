"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useLinks } from "@/components/layout/workspace-context";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/components/values/count";
import { RelativeTime } from "@/components/values/relative-time";
import { useVolume } from "./use-volumes";

/** How much of a type there was in the last 7 days, each number with the list that it counts. */
export function TypeVolume({ name }: { name: string }) {
  const links = useLinks();
  const { data, error, isFetching, refetch } = useVolume(name);
  if (error !== null) return <ProblemCard error={error} busy={isFetching} onRetry={() => void refetch()} />;
  const [figures] = data?.data ?? [];
  const about = data?.isEstimate === true ? "about " : "";
  const number = (value: number | undefined) => (value === undefined ? undefined : `${about}${formatCount(value)}`);
  const week = { type: name, range: "7d" };
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-lg border border-border bg-surface md:grid-cols-4">
      <Figure name="Events in 7 days" href={links.events(week)}>
        {number(figures?.events)}
      </Figure>
      <Figure name="Deliveries" href={links.deliveries(week)}>
        {number(figures?.deliveries)}
      </Figure>
      <Figure name="Failed" href={links.deliveries({ ...week, status: "failed" })}>
        {number(figures?.failed)}
      </Figure>
      <Figure name="Last event">
        {figures === undefined ? undefined : figures.lastSeenAt == null ? (
          "Never"
        ) : (
          <RelativeTime iso={figures.lastSeenAt} />
        )}
      </Figure>
    </dl>
  );
}

function Figure({ name, href, children }: { name: string; href?: string; children: ReactNode }) {
  return (
    <div className="relative border-border px-4 py-3 not-first:border-l max-md:odd:border-l-0 max-md:nth-[n+3]:border-t">
      <dt className="text-[0.8125rem] text-muted">{name}</dt>
      <dd className="mt-0.5 text-lg font-semibold">
        {children === undefined ? (
          <Skeleton className="my-1 h-5 w-16" />
        ) : href === undefined ? (
          children
        ) : (
          <Link href={href} className="rounded-sm underline-offset-4 after:absolute after:inset-0 hover:underline">
            {children}
          </Link>
        )}
      </dd>
    </div>
  );
}
