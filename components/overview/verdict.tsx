"use client";

import clsx from "clsx";
import { CircleCheck, CircleDashed, CircleX, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import type { CardQuery } from "@/components/charts/chart-card";
import { buttonClass } from "@/components/ui/button";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/values/relative-time";
import { type Verdict as Words, verdictOf } from "@/lib/client/overview-verdict";
import type { WebhookFiguresAnswer } from "@/lib/client/stats";

const TONES: Record<Words["tone"], { Icon: typeof CircleX; look: string; icon: string }> = {
  ok: { Icon: CircleCheck, look: "border-ok/40 bg-ok-soft", icon: "text-ok" },
  warn: { Icon: TriangleAlert, look: "border-warn/40 bg-warn-soft", icon: "text-warn" },
  bad: { Icon: CircleX, look: "border-bad/40 bg-bad-soft", icon: "text-bad" },
  neutral: { Icon: CircleDashed, look: "border-border bg-surface", icon: "text-muted" },
};

/** Whether anything is wrong, what waits since when, and where to go: the first thing that is read. */
export function Verdict({ query, data }: { query: CardQuery; data: WebhookFiguresAnswer | undefined }) {
  if (data === undefined)
    return query.error === null ? (
      <Skeleton className="h-14 rounded-lg" />
    ) : (
      <ProblemCard error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
    );
  const { tone, title, backlog } = verdictOf(data.summary);
  const { Icon, look, icon } = TONES[tone];
  return (
    <section
      aria-label="State of the endpoints"
      className={clsx("flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border px-4 py-2.5", look)}
    >
      <Icon aria-hidden className={clsx("size-5 shrink-0", icon)} />
      <p className="min-w-0 flex-1 basis-60">
        {/* The numbers change all the time; only another state is worth an interruption. */}
        <span className="font-semibold" aria-live="polite">
          {title}.
        </span>
        {backlog !== undefined && <span> {backlog}.</span>}
        {data.summary.oldestOpenAt !== null && (
          <span className="text-muted">
            {" "}
            Oldest <RelativeTime iso={data.summary.oldestOpenAt} />.
          </span>
        )}
      </p>
      <VerdictActions data={data} />
    </section>
  );
}

function VerdictActions({ data: { summary, data } }: { data: WebhookFiguresAnswer }) {
  const links = useLinks();
  const { may } = useWorkspace();
  const [only] = data;
  const look = buttonClass({ variant: "secondary", size: "sm" });
  if (summary.webhooks === 0 && may("webhooks:write"))
    return (
      <Link href={links.newEndpoint} className={look}>
        Create an endpoint
      </Link>
    );
  const view = summary.attention === 1 && only !== undefined ? links.endpoint(only.webhookId) : links.endpoints;
  return (
    <div className="flex flex-wrap gap-2">
      {summary.failedRetryable > 0 && may("deliveries:write") && (
        <Link href={links.deliveries({ status: "failed", range: "30d" })} className={look}>
          Recover failed…
        </Link>
      )}
      <Link href={view} className={look}>
        {summary.attention === 1 ? "View endpoint" : "View endpoints"}
      </Link>
    </div>
  );
}
