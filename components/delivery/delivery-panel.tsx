"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLive, usePollMs } from "@/components/layout/live";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { buttonClass } from "@/components/ui/button";
import { CardBoundary } from "@/components/ui/card-boundary";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemCard } from "@/components/ui/problem-card";
import { deliveryKeys, deliveryQuery } from "@/lib/client/delivery";
import { ProblemError } from "@/lib/client/fetcher";
import type { DeliveryDetail } from "@/lib/deliveries/schemas";
import Link from "next/link";
import { useThrottledCallback } from "use-debounce";
import { AttemptsSection } from "./attempts-section";
import { DeliveryHeader } from "./delivery-header";
import { DeliveryNotices } from "./delivery-notices";
import { DeliverySkeleton } from "./delivery-skeleton";
import { DeliveryTimeline } from "./delivery-timeline";
import { useAttemptView } from "./use-attempt-view";
import { WhyCard } from "./why-card";

const DUE_POLL_MS = 2_000;
const JOB_EVERY_MS = 1_000;

export type Neighbours = { newerId: string | null; olderId: string | null };

/**
 * All there is to know of one delivery: the content of its page and of the drawer beside the list. It says itself what is
 * loading, missing or wrong, and follows changes.
 *
 * Binds these keys while it is mounted: `[` `]` attempts, `1` `2` `3` tabs, `r` resend, `y` copy as cURL, `c` copy the id,
 * and `Shift+J` `Shift+K` the next and previous delivery.
 * @param neighbours what stands before and after it in the list that is open; undefined while that is not known.
 * @param onNavigate shows another delivery in the place of this one.
 * @param tabParam name of the address's parameter for the tab of an attempt.
 */
export function DeliveryPanel({
  id,
  variant,
  neighbours,
  onNavigate,
  tabParam,
}: {
  id: string;
  variant: "page" | "drawer";
  neighbours?: Neighbours;
  onNavigate: (id: string) => void;
  tabParam?: string;
}) {
  const { slug } = useWorkspace();
  const links = useLinks();
  const client = useQueryClient();
  const pollMs = usePollMs();
  const query = useQuery({
    ...deliveryQuery(slug, id),
    refetchInterval: ({ state }) => pollMs || (isDue(state.data) ? DUE_POLL_MS : false),
  });
  const refresh = () => void client.invalidateQueries({ queryKey: deliveryKeys.detail(slug, id) });
  // A job says that it changed deliveries, not which ones, and it may say so many times.
  const refreshAfterJob = useThrottledCallback(refresh, JOB_EVERY_MS, { leading: false, trailing: true });
  useLive(["delivery.updated", "bulk-job.updated"], (message) => {
    if (message.type === "bulk-job.updated") refreshAfterJob();
    else if (message.type === "reset" || (message.type === "delivery.updated" && message.deliveryId === id)) refresh();
  });
  const view = useAttemptView(tabParam);

  const { data: delivery, error } = query;
  if (delivery === undefined) {
    if (error instanceof ProblemError && error.status === 404)
      return (
        <EmptyState
          title="There is no such delivery"
          actions={
            <Link href={links.deliveries()} className={buttonClass({ variant: "secondary" })}>
              All deliveries
            </Link>
          }
        >
          It may have been deleted by retention, or belong to another workspace.
        </EmptyState>
      );
    if (error !== null)
      return <ProblemCard error={error} busy={query.isFetching} onRetry={() => void query.refetch()} />;
    return <DeliverySkeleton />;
  }
  const attempt = delivery.attempts.find(({ number }) => number === view.number) ?? delivery.attempts.at(-1);
  const isDrawer = variant === "drawer";
  return (
    <div className="@container flex min-w-0 flex-col gap-6">
      <DeliveryHeader
        delivery={delivery}
        attempt={attempt}
        isDrawer={isDrawer}
        neighbours={neighbours}
        onNavigate={onNavigate}
        onAttempt={view.setNumber}
      />
      {error !== null && <ProblemCard error={error} busy={query.isFetching} onRetry={() => void query.refetch()} />}
      <DeliveryNotices delivery={delivery} />
      <CardBoundary>
        <WhyCard delivery={delivery} />
      </CardBoundary>
      <div className="grid min-w-0 gap-6 @5xl:grid-cols-[20rem_minmax(0,1fr)]">
        <CardBoundary>
          <DeliveryTimeline delivery={delivery} onAttempt={view.setNumber} />
        </CardBoundary>
        <CardBoundary>
          <AttemptsSection
            delivery={delivery}
            attempt={attempt}
            tab={view.tab}
            onAttempt={view.setNumber}
            onTab={view.setTab}
          />
        </CardBoundary>
      </div>
    </div>
  );
}

/** Something happens any moment, and whether a message of it comes through is not certain. */
function isDue(delivery: DeliveryDetail | undefined): boolean {
  if (delivery === undefined || delivery.status === "held") return false;
  return delivery.planned.some(({ plannedFor, isSending }) => isSending || Date.parse(plannedFor) <= Date.now());
}
