"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import clsx from "clsx";
import { CircleAlert, CircleCheck, CirclePause, Hourglass, TriangleAlert } from "lucide-react";
import { useNow } from "@/components/layout/now";
import { ProblemCard } from "@/components/ui/problem-card";
import { Skeleton } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/values/relative-time";
import type { QueueSchedule, QueueStats, QueueWorkers } from "@/lib/client/queue";
import { queueVerdict } from "@/lib/client/queue-verdict";

const TONES = {
  ok: { Icon: CircleCheck, look: "border-ok/40 bg-ok-soft", icon: "text-ok" },
  info: { Icon: Hourglass, look: "border-info/40 bg-info-soft", icon: "text-info" },
  warn: { Icon: TriangleAlert, look: "border-warn/40 bg-warn-soft", icon: "text-warn" },
  bad: { Icon: CircleAlert, look: "border-bad/40 bg-bad-soft", icon: "text-bad" },
  paused: { Icon: CirclePause, look: "border-info/40 bg-info-soft", icon: "text-info" },
};
/** The text changes with every number; what is read out changes with the word only. */
const STEP_MS = 5_000;

/** How the queue does, in one line. */
export function QueueVerdictLine({
  stats,
  workers,
  schedule,
}: {
  stats: UseQueryResult<QueueStats>;
  workers: UseQueryResult<QueueWorkers>;
  schedule: UseQueryResult<QueueSchedule>;
}) {
  const nowMs = useNow(STEP_MS);
  const failed = [stats, workers, schedule].find((query) => query.isError && query.data === undefined);
  if (failed !== undefined) return <ProblemCard error={failed.error} onRetry={() => void failed.refetch()} />;
  if (stats.data === undefined || workers.data === undefined || schedule.data === undefined)
    return <Skeleton className="h-12" />;
  const { tone, word, text } = queueVerdict({
    stats: stats.data,
    workers: workers.data,
    schedule: schedule.data,
    nowMs,
  });
  const { Icon, look, icon } = TONES[tone];
  const { pausedBy } = stats.data;
  return (
    <div className={clsx("flex items-start gap-2.5 rounded-lg border px-4 py-3", look)}>
      <Icon aria-hidden className={clsx("mt-0.5 size-4 shrink-0", icon)} />
      <div className="min-w-0">
        <p>
          <strong>
            <output>{word}</output>:
          </strong>{" "}
          {text}
        </p>
        {pausedBy !== null && (
          <p className="text-muted">
            By <bdi>{pausedBy.actor}</bdi>, <RelativeTime iso={pausedBy.since} />: <bdi>{pausedBy.reason}</bdi>
          </p>
        )}
      </div>
    </div>
  );
}
