"use client";

import { PageHeading } from "@/components/layout/page-heading";
import { useWorkspace } from "@/components/layout/workspace-context";
import { CardBoundary } from "@/components/ui/card-boundary";
import { BacklogTable } from "./backlog-table";
import { PauseControl } from "./pause-control";
import { QueueCards } from "./queue-cards";
import { QueueVerdictLine } from "./queue-verdict-line";
import { RecentJobs } from "./recent-jobs";
import { RefreshControl } from "./refresh-control";
import { RetryFailed } from "./retry-failed";
import { RetryTimeline } from "./retry-timeline";
import { Throughput } from "./throughput";
import { useQueuePage } from "./use-queue-page";
import { WorkersTable } from "./workers-table";

/** What waits, what goes, what holds it up, and what can be done about it. */
export function QueueView() {
  const { may, why } = useWorkspace();
  const page = useQueuePage();
  const { stats, workers, schedule, backlog, jobs } = page;
  return (
    <>
      <PageHeading
        title="Queue"
        actions={
          <>
            <RetryFailed failed={stats.data?.failed} isCapped={stats.data?.failedIsCapped} />
            <PauseControl stats={stats.data} />
          </>
        }
      >
        <p>Deliveries that wait, are in flight, are held or have failed.</p>
        {!may("deliveries:write") && <p className="text-[0.8125rem]">{why("deliveries:write")}</p>}
      </PageHeading>
      <div className="flex flex-col gap-3">
        <QueueVerdictLine stats={stats} workers={workers} schedule={schedule} />
        <RefreshControl
          updatedAtMs={Math.min(stats.dataUpdatedAt, workers.dataUpdatedAt)}
          isStale={stats.isError || workers.isError}
          isPaused={page.isPaused}
          onPause={page.setPaused}
          onRefresh={() => void page.refresh()}
        />
      </div>
      <CardBoundary>
        <QueueCards stats={stats.data} schedule={schedule.data} />
      </CardBoundary>
      <div className="grid gap-6 xl:grid-cols-2">
        <CardBoundary>
          <RetryTimeline
            schedule={schedule}
            span={page.span}
            onSpan={page.setSpan}
            isHeld={stats.data?.pausedBy != null}
          />
        </CardBoundary>
        <CardBoundary>
          <Throughput schedule={schedule} />
        </CardBoundary>
      </div>
      <CardBoundary>
        <BacklogTable backlog={backlog} />
      </CardBoundary>
      <div className="grid gap-6 xl:grid-cols-2">
        <CardBoundary>
          <WorkersTable workers={workers} backend={stats.data?.backend} />
        </CardBoundary>
        <CardBoundary>
          <RecentJobs jobs={jobs} />
        </CardBoundary>
      </div>
    </>
  );
}
