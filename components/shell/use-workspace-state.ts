"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLive, usePollMs } from "@/components/layout/live";
import { useWorkspace } from "@/components/layout/workspace-context";
import { disabledWebhooksQuery, queueStatsQuery, workspaceStateKeys } from "@/lib/client/workspace-state";

/** A worker that is gone says nothing: only asking again finds that out. */
const QUEUE_POLL_MS = 10_000;

/** What is wrong with the workspace as a whole, asked once for all parts of the frame. */
export function useWorkspaceState() {
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const pollMs = usePollMs(30_000);
  const queue = useQuery({ ...queueStatsQuery(slug), refetchInterval: QUEUE_POLL_MS });
  const disabled = useQuery({ ...disabledWebhooksQuery(slug), refetchInterval: pollMs });
  useLive(["webhook.updated", "worker.updated", "queue.updated"], (message) => {
    if (message.type === "webhook.updated" || message.type === "reset")
      void client.invalidateQueries({ queryKey: workspaceStateKeys.disabled(slug) });
    if (message.type !== "webhook.updated") void client.invalidateQueries({ queryKey: workspaceStateKeys.queue(slug) });
  });
  return { queue, disabled };
}
