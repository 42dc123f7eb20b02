"use client";

import { type QueryKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLive } from "@/components/layout/live";
import { useWorkspace } from "@/components/layout/workspace-context";
import {
  queueBacklogQuery,
  queueJobsQuery,
  queueKeys,
  queuePageStatsQuery,
  type QueueSchedule,
  queueScheduleQuery,
  queueWorkersQuery,
} from "@/lib/client/queue";

// A worker that is gone says nothing: with these a dead one is seen within 15 s.
const WORKERS_MS = 2_500;
const STATS_MS = 5_000;
const SLOW_MS = 10_000;

/** What the page of the queue shows, kept fresh unless the reader stops it. */
export function useQueuePage() {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const [isPaused, setPaused] = useState(false);
  const [span, setSpan] = useState<QueueSchedule["span"]>("1h");
  const every = (ms: number) => ({
    refetchInterval: isPaused ? (false as const) : ms,
    refetchOnWindowFocus: !isPaused,
  });
  const stats = useQuery({ ...queuePageStatsQuery(slug), ...every(STATS_MS) });
  const workers = useQuery({ ...queueWorkersQuery(slug), ...every(WORKERS_MS) });
  const schedule = useQuery({ ...queueScheduleQuery(slug, span), ...every(SLOW_MS) });
  const backlog = useQuery({ ...queueBacklogQuery(slug), ...every(SLOW_MS) });
  const jobs = useQuery({ ...queueJobsQuery(slug), ...every(SLOW_MS) });

  const refresh = (queryKey: QueryKey = queueKeys.all(slug)) => client.invalidateQueries({ queryKey });
  useLive(["queue.updated", "worker.updated", "bulk-job.updated"], ({ type }) => {
    if (isPaused) return;
    void refresh(type === "bulk-job.updated" ? queueKeys.jobs(slug) : undefined);
  });
  return { stats, workers, schedule, backlog, jobs, span, setSpan, isPaused, setPaused, refresh };
}
