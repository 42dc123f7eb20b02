"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { LoaderCircle } from "lucide-react";
import { useThrottledCallback } from "use-debounce";
import { useLive, usePollMs } from "@/components/layout/live";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { activeBulkJobsQuery, bulkJobKeys } from "@/lib/client/bulk-jobs";
import { jobTitle, progressOf } from "@/lib/client/bulk-words";

const EVERY_MS = 1_000;

/** The bulk jobs that are at work just now, each with a way to its deliveries. */
export function ActiveJobs({ onOpen }: { onOpen: (id: string) => void }) {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const { data = [] } = useQuery({ ...activeBulkJobsQuery(slug), refetchInterval: usePollMs() });
  const refresh = useThrottledCallback(
    () => void client.invalidateQueries({ queryKey: bulkJobKeys.newest(slug) }),
    EVERY_MS,
    { leading: false, trailing: true },
  );
  useLive("bulk-job.updated", refresh);
  if (data.length === 0) return null;
  return (
    <ul
      aria-label="Bulk jobs at work"
      className="flex flex-col gap-1 rounded-lg border border-border bg-surface px-3 py-2"
    >
      {data.map((job) => (
        <li key={job.id} className="flex items-center gap-2.5 text-[0.8125rem]">
          <LoaderCircle aria-hidden className="size-4 shrink-0 text-accent motion-safe:animate-spin" />
          <span className="min-w-0 flex-1 truncate">
            {jobTitle(job)}: {Math.round(progressOf(job) * 100)}%
          </span>
          <Button size="sm" variant="ghost" onClick={() => onOpen(job.id)}>
            Show
          </Button>
        </li>
      ))}
    </ul>
  );
}
