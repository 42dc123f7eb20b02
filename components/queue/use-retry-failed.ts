"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { useToast } from "@/components/ui/toast";
import { formatCount, formatCounted } from "@/components/values/count";
import { queueKeys, retryAllFailed } from "@/lib/client/queue";

/** How long it can be called off. */
const GRACE_MS = 5_000;

export type RetryFailedRun = ReturnType<typeof useRetryFailed>;

/** Sending again what failed: at once, or in a moment. Leaving the page in that moment calls it off. */
export function useRetryFailed() {
  const { slug } = useWorkspace();
  const links = useLinks();
  const router = useRouter();
  const client = useQueryClient();
  const toast = useToast();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isCounting, setCounting] = useState(false);
  const isRunning = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);

  const run = useMutation({
    mutationFn: () => retryAllFailed(slug),
    onSuccess: ({ retried, jobId }) => {
      const view = () => router.push(links.deliveries({ job: jobId, range: "30d" }));
      toast({
        tone: "ok",
        title:
          retried === 0
            ? "Nothing could be sent again"
            : `${formatCounted(retried, "delivery", "deliveries")} sent again`,
        description: retried === 0 ? "Their endpoints are disabled, or they wait already." : undefined,
        action: { label: "View them", run: view },
      });
    },
    onError: (error) => toast({ tone: "bad", title: "Nothing was sent again", description: error.message }),
    onSettled: () => {
      isRunning.current = false;
      return client.invalidateQueries({ queryKey: queueKeys.all(slug) });
    },
  });
  // A second click can come before the button knows that it is busy: it must not begin a second job.
  const start = (onDone?: () => void) => {
    if (isRunning.current) return;
    isRunning.current = true;
    run.mutate(undefined, { onSuccess: onDone });
  };

  const callOff = () => {
    clearTimeout(timer.current);
    setCounting(false);
  };
  const startSoon = (count: number) => {
    setCounting(true);
    timer.current = setTimeout(() => {
      setCounting(false);
      start();
    }, GRACE_MS);
    toast({
      tone: "info",
      title: `${formatCount(count)} failed ${count === 1 ? "delivery is" : "deliveries are"} sent again in 5 s`,
      action: { label: "Cancel", run: callOff },
      shownMs: GRACE_MS,
    });
  };
  return { isCounting, isPending: run.isPending, error: run.error, start, startSoon, callOff };
}
