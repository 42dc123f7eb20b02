"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useThrottledCallback } from "use-debounce";
import { useLive, usePollMs } from "@/components/layout/live";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/components/values/count";
import { bulkJobKeys, bulkJobQuery, cancelBulkJob, isActive } from "@/lib/client/bulk-jobs";
import { jobTitle, progressOf } from "@/lib/client/bulk-words";
import { deliveryListKeys, deliverySummaryQuery } from "@/lib/client/deliveries";
import { NO_DELIVERY_FILTER } from "@/lib/client/delivery-params";
import type { BulkJob, DeliverySummary } from "@/lib/deliveries/schemas";

const OUTCOMES_EVERY_MS = 1_000;

/** How far a bulk job is, what became of the deliveries it changed, and a way to stop it. */
export function JobPanel({
  id,
  onShow,
  onClose,
}: {
  id: string;
  /** Narrows the list to what the job changed; undefined where it is that already. */
  onShow: ((id: string) => void) | undefined;
  onClose: () => void;
}) {
  const { slug, may, why } = useWorkspace();
  const client = useQueryClient();
  const pollMs = usePollMs();
  const query = useQuery({ ...bulkJobQuery(slug, id), refetchInterval: pollMs });
  const outcomes = useQuery({
    ...deliverySummaryQuery(slug, { ...NO_DELIVERY_FILTER, job: id }),
    refetchInterval: pollMs,
  });
  const refresh = useThrottledCallback(
    () => {
      void client.invalidateQueries({ queryKey: bulkJobKeys.all(slug) });
      void client.invalidateQueries({ queryKey: deliveryListKeys.summaries(slug) });
    },
    OUTCOMES_EVERY_MS,
    { leading: false, trailing: true },
  );
  useLive(["bulk-job.updated", "delivery.updated"], refresh);
  const stop = useMutation({
    mutationFn: () => cancelBulkJob(slug, id),
    onSettled: () => void client.invalidateQueries({ queryKey: bulkJobKeys.all(slug) }),
  });

  const { data: job, error } = query;
  if (error !== null && job === undefined)
    return <ProblemCard error={error} busy={query.isFetching} onRetry={() => void query.refetch()} />;
  if (job === undefined) return <Skeleton className="h-24" />;
  const reason = may("deliveries:write") ? undefined : why("deliveries:write");
  return (
    <section aria-label="Bulk job" className="flex flex-col gap-2 rounded-lg border border-border bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-medium">{jobTitle(job)}</h2>
        <div className="flex gap-2">
          {isActive(job) && (
            <Button
              size="sm"
              variant="danger"
              title={reason}
              disabled={reason !== undefined}
              busy={stop.isPending}
              onClick={() => stop.mutate()}
            >
              Stop
            </Button>
          )}
          {onShow !== undefined && (
            <Button size="sm" variant="secondary" onClick={() => onShow(id)}>
              Show these deliveries
            </Button>
          )}
          <Button size="sm" variant="secondary" onClick={onClose}>
            {onShow === undefined ? "Show all deliveries" : "Close"}
          </Button>
        </div>
      </div>
      <progress
        aria-label="Progress"
        max={1}
        value={progressOf(job)}
        className="h-1.5 w-full appearance-none overflow-hidden rounded-full [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-accent"
      />
      <p className="text-[0.8125rem] text-muted" aria-live="polite">
        {workWords(job)}
        {outcomes.data !== undefined && job.kind === "retry" && ` ${outcomeWords(outcomes.data)}`}
      </p>
      {job.error !== null && <p className="text-bad">{job.error}</p>}
      {stop.error !== null && <ProblemCard error={stop.error} />}
    </section>
  );
}

function workWords({ kind, total, processed, retried, cancelled, skipped, ratePerSecond }: BulkJob): string {
  const changed = kind === "retry" ? `${formatCount(retried)} put back` : `${formatCount(cancelled)} cancelled`;
  const rate = ratePerSecond === null ? "" : `, ${formatCount(ratePerSecond)} a second`;
  return `${formatCount(processed)} of ${formatCount(total)} looked at: ${changed}, ${formatCount(skipped)} left out${rate}.`;
}

function outcomeWords({ byStatus }: DeliverySummary): string {
  const countOf = (...statuses: string[]) =>
    formatCount(byStatus.reduce((sum, { status, count }) => sum + (statuses.includes(status) ? count : 0), 0));
  return `By now ${countOf("delivered")} delivered, ${countOf("failed")} failed, ${countOf("pending", "sending", "retrying", "held")} waiting.`;
}
