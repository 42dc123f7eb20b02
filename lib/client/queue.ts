import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { cancelBulkJobOperation, listBulkJobsOperation } from "@/lib/http/operations/bulk-jobs";
import type { bulkRetryOperation } from "@/lib/http/operations/deliveries";
import type {
  getQueueScheduleOperation,
  getQueueStatsOperation,
  getQueueWorkersOperation,
  pauseQueueOperation,
  resumeQueueOperation,
  retryFailedOperation,
} from "@/lib/http/operations/queue";
import type { listWebhookFiguresOperation } from "@/lib/http/operations/stats";
import { type CallOutput, callApi } from "./fetcher";

export type QueueStats = CallOutput<typeof getQueueStatsOperation>;
export type QueueWorkers = CallOutput<typeof getQueueWorkersOperation>;
export type QueueSchedule = CallOutput<typeof getQueueScheduleOperation>;
export type BulkJob = CallOutput<typeof listBulkJobsOperation>["data"][number];
export type EndpointBacklog = CallOutput<typeof listWebhookFiguresOperation>["data"][number];

export const JOBS_SHOWN = 8;
const ENDPOINTS_MAX = 200;

/** The page has keys of its own: whoever stops its refresh must not see the frame's polling. */
export const queueKeys = {
  all: (workspace: string) => ["queue", workspace] as const,
  stats: (workspace: string) => ["queue", workspace, "page", "stats"] as const,
  workers: (workspace: string) => ["queue", workspace, "page", "workers"] as const,
  schedule: (workspace: string, span: QueueSchedule["span"]) => ["queue", workspace, "page", "schedule", span] as const,
  backlog: (workspace: string) => ["queue", workspace, "page", "backlog"] as const,
  jobs: (workspace: string) => ["queue", workspace, "page", "jobs"] as const,
  retryPreview: (workspace: string) => ["queue", workspace, "retry-preview"] as const,
};

export const queuePageStatsQuery = (workspace: string) =>
  queryOptions({
    queryKey: queueKeys.stats(workspace),
    queryFn: ({ signal }) =>
      callApi<typeof getQueueStatsOperation>("GET /api/webhooks/queue/stats", {}, { workspace, signal }),
  });

export const queueWorkersQuery = (workspace: string) =>
  queryOptions({
    queryKey: queueKeys.workers(workspace),
    queryFn: ({ signal }) =>
      callApi<typeof getQueueWorkersOperation>("GET /api/webhooks/queue/workers", {}, { workspace, signal }),
  });

export const queueScheduleQuery = (workspace: string, span: QueueSchedule["span"]) =>
  queryOptions({
    queryKey: queueKeys.schedule(workspace, span),
    queryFn: ({ signal }) =>
      callApi<typeof getQueueScheduleOperation>(
        "GET /api/webhooks/queue/schedule",
        { query: { span } },
        { workspace, signal },
      ),
    placeholderData: keepPreviousData,
  });

/** What waits for each endpoint, of the newest 200. */
export const queueBacklogQuery = (workspace: string) =>
  queryOptions({
    queryKey: queueKeys.backlog(workspace),
    queryFn: ({ signal }) =>
      callApi<typeof listWebhookFiguresOperation>(
        "GET /api/stats/webhooks",
        { query: { limit: ENDPOINTS_MAX } },
        { workspace, signal },
      ),
  });

export const queueJobsQuery = (workspace: string) =>
  queryOptions({
    queryKey: queueKeys.jobs(workspace),
    queryFn: ({ signal }) =>
      callApi<typeof listBulkJobsOperation>(
        "GET /api/bulk-jobs",
        { query: { limit: JOBS_SHOWN } },
        { workspace, signal },
      ),
  });

/** What "Retry failed" would do, told before it is done. */
export const retryPreviewQuery = (workspace: string) =>
  queryOptions({
    queryKey: queueKeys.retryPreview(workspace),
    queryFn: async ({ signal }) => {
      const body = { filter: { status: ["failed"] }, dryRun: true };
      const { preview } = await callApi<typeof bulkRetryOperation>(
        "POST /api/deliveries/bulk-retry",
        { body },
        { workspace, signal },
      );
      return preview;
    },
    staleTime: 0,
    gcTime: 0,
  });

export const pauseQueue = (workspace: string, reason: string) =>
  callApi<typeof pauseQueueOperation>("POST /api/webhooks/queue/pause", { body: { reason } }, { workspace });
export const resumeQueue = (workspace: string) =>
  callApi<typeof resumeQueueOperation>("POST /api/webhooks/queue/resume", {}, { workspace });
export const retryAllFailed = (workspace: string) =>
  callApi<typeof retryFailedOperation>("POST /api/webhooks/queue/retry-failed", { body: {} }, { workspace });
export const cancelBulkJob = (workspace: string, id: string) =>
  callApi<typeof cancelBulkJobOperation>("POST /api/bulk-jobs/{id}/cancel", { params: { id } }, { workspace });
