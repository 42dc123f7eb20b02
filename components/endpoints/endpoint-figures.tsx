"use client";

import Link from "next/link";
import { useLinks } from "@/components/layout/workspace-context";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount, formatRate } from "@/components/values/count";
import { Duration } from "@/components/values/duration";
import type { WebhookSeries } from "@/lib/client/stats";

/** The figures of a range in a row. */
export function EndpointFigures({
  figures,
  webhookId,
}: {
  figures:
    | (Pick<
        WebhookSeries,
        "successRate" | "firstAttemptSuccessRate" | "total" | "failed" | "retrying" | "pending" | "latencyMs"
      > & { from: string; to: string })
    | undefined;
  webhookId: string;
}) {
  const links = useLinks();
  if (figures === undefined) return <Skeleton className="h-[4.75rem]" />;
  const { successRate, firstAttemptSuccessRate, total, failed, retrying, pending, latencyMs, from, to } = figures;
  const linked = (count: number, status?: string) => (
    <Link
      href={links.deliveries({ webhook: webhookId, from, to, status })}
      className="hover:text-accent hover:underline"
    >
      {formatCount(count)}
    </Link>
  );
  const cells = [
    ["Success rate", formatRate(successRate)],
    ["At the first attempt", formatRate(firstAttemptSuccessRate)],
    ["Deliveries", linked(total)],
    ["Failed", linked(failed, "failed")],
    ["Waiting", linked(pending + retrying, "pending,sending,retrying,held")],
    ["p50", <Duration key="p50" ms={latencyMs.p50} />],
    ["p95", <Duration key="p95" ms={latencyMs.p95} />],
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-border bg-border sm:grid-cols-4 xl:grid-cols-7">
      {cells.map(([label, value]) => (
        <div key={label} className="bg-surface px-4 py-3">
          <dt className="text-[0.8125rem] text-muted">{label}</dt>
          <dd className="mt-0.5 text-lg font-semibold">{value}</dd>
        </div>
      ))}
      <div aria-hidden className="bg-surface xl:hidden" />
    </dl>
  );
}
