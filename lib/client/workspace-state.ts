import { queryOptions } from "@tanstack/react-query";
import type { getQueueStatsOperation } from "@/lib/http/operations/queue";
import type { listWebhooksOperation } from "@/lib/http/operations/webhooks";
import { callApi } from "./fetcher";

export const DISABLED_SHOWN_MAX = 20;
const FOUND_MAX = 6;

/** What the frame of every page watches: the queue, and the endpoints that are off. */
export const workspaceStateKeys = {
  queue: (workspace: string) => ["queue", workspace, "stats"] as const,
  disabled: (workspace: string) => ["webhooks", workspace, "disabled"] as const,
  found: (workspace: string, text: string) => ["webhooks", workspace, "found", text] as const,
};

export const queueStatsQuery = (workspace: string) =>
  queryOptions({
    queryKey: workspaceStateKeys.queue(workspace),
    queryFn: ({ signal }) =>
      callApi<typeof getQueueStatsOperation>("GET /api/webhooks/queue/stats", {}, { workspace, signal }),
  });

export const disabledWebhooksQuery = (workspace: string) =>
  queryOptions({
    queryKey: workspaceStateKeys.disabled(workspace),
    queryFn: ({ signal }) =>
      callApi<typeof listWebhooksOperation>(
        "GET /api/webhooks",
        { query: { status: "disabled", limit: DISABLED_SHOWN_MAX } },
        { workspace, signal },
      ),
  });

export const findWebhooksQuery = (workspace: string, text: string) =>
  queryOptions({
    queryKey: workspaceStateKeys.found(workspace, text),
    queryFn: ({ signal }) =>
      callApi<typeof listWebhooksOperation>(
        "GET /api/webhooks",
        { query: { q: text, limit: FOUND_MAX } },
        { workspace, signal },
      ),
  });
