"use client";

import { type UseQueryResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { TextLink } from "@/components/layout/text-link";
import { Alert } from "@/components/ui/alert";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount, formatCounted } from "@/components/values/count";
import { RelativeTime } from "@/components/values/relative-time";
import { type BulkJob, cancelBulkJob, queueKeys } from "@/lib/client/queue";

const STATES: Record<BulkJob["status"], { tone: BadgeTone; word: string }> = {
  queued: { tone: "neutral", word: "Queued" },
  running: { tone: "active", word: "Running" },
  done: { tone: "ok", word: "Done" },
  cancelled: { tone: "off", word: "Cancelled" },
  failed: { tone: "bad", word: "Failed" },
};

/** What was sent again or cancelled in bulk lately, and how far it came. */
export function RecentJobs({ jobs }: { jobs: UseQueryResult<{ data: BulkJob[] }> }) {
  return (
    <Card title="Recent bulk jobs" description="Retries and cancellations of many deliveries at once.">
      {jobs.data === undefined ? (
        jobs.isError ? (
          <ProblemCard error={jobs.error} onRetry={() => void jobs.refetch()} busy={jobs.isFetching} />
        ) : (
          <Skeleton className="h-20" />
        )
      ) : jobs.data.data.length === 0 ? (
        <p className="text-muted">None yet. “Retry failed” begins one, and so do bulk actions on deliveries.</p>
      ) : (
        <ul className="-my-3 divide-y divide-border">
          {jobs.data.data.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function JobRow({ job }: { job: BulkJob }) {
  const { slug, may } = useWorkspace();
  const links = useLinks();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelBulkJob(slug, job.id),
    onSettled: () => client.invalidateQueries({ queryKey: queueKeys.jobs(slug) }),
  });
  const { tone, word } = STATES[job.status];
  const isOpen = job.status === "queued" || job.status === "running";
  const percent = job.total === 0 ? 100 : Math.min(100, Math.round((job.processed / job.total) * 100));
  const what = job.kind === "retry" ? "Retry" : "Cancellation";
  const done =
    job.kind === "retry" ? `${formatCount(job.retried)} sent again` : `${formatCount(job.cancelled)} cancelled`;
  return (
    <li className="flex flex-col gap-1.5 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={tone}>{word}</Badge>
        <TextLink href={links.deliveries({ job: job.id, range: "30d" })}>
          {what} of {formatCounted(job.total, "delivery", "deliveries")}
        </TextLink>
        <span className="text-[0.8125rem] text-muted">
          <RelativeTime iso={job.createdAt} />
        </span>
        {isOpen && may("deliveries:write") && (
          <Button
            size="sm"
            variant="secondary"
            className="ml-auto"
            busy={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            Cancel job
          </Button>
        )}
      </div>
      {isOpen && (
        <progress
          value={percent}
          max={100}
          aria-label={`Progress of the ${what.toLowerCase()}`}
          className="h-1.5 w-full overflow-hidden rounded-full bg-raised accent-accent"
        />
      )}
      <p className="text-[0.8125rem] text-muted">
        {done}, {formatCount(job.skipped)} left as they were
        {isOpen && `, ${formatCount(Math.max(0, job.total - job.processed))} to look at`}
      </p>
      {job.error !== null && <p className="text-[0.8125rem] text-bad">{job.error}</p>}
      {cancel.isError && <Alert tone="bad" title={cancel.error.message} />}
    </li>
  );
}
