import { queryOptions } from "@tanstack/react-query";
import type {
  cancelBulkJobOperation,
  getBulkJobOperation,
  listBulkJobsOperation,
} from "@/lib/http/operations/bulk-jobs";
import type { BulkJob } from "@/lib/deliveries/schemas";
import { callApi } from "./fetcher";

const NEWEST = 10;

export const bulkJobKeys = {
  all: (workspace: string) => ["bulk-jobs", workspace] as const,
  newest: (workspace: string) => ["bulk-jobs", workspace, "newest"] as const,
  detail: (workspace: string, id: string) => ["bulk-jobs", workspace, "detail", id] as const,
};

export const bulkJobQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: bulkJobKeys.detail(workspace, id),
    queryFn: ({ signal }) =>
      callApi<typeof getBulkJobOperation>("GET /api/bulk-jobs/{id}", { params: { id } }, { workspace, signal }),
  });

/** Jobs that are not finished, of the newest ten. */
export const activeBulkJobsQuery = (workspace: string) =>
  queryOptions({
    queryKey: bulkJobKeys.newest(workspace),
    queryFn: async ({ signal }) =>
      (
        await callApi<typeof listBulkJobsOperation>(
          "GET /api/bulk-jobs",
          { query: { limit: NEWEST } },
          { workspace, signal },
        )
      ).data.filter(isActive),
  });

export const cancelBulkJob = (workspace: string, id: string) =>
  callApi<typeof cancelBulkJobOperation>("POST /api/bulk-jobs/{id}/cancel", { params: { id } }, { workspace });

export const isActive = ({ status }: BulkJob) => status === "queued" || status === "running";
