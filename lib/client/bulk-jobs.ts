import { queryOptions } from "@tanstack/react-query";
import { cancelBulkJobOperation, getBulkJobOperation, listBulkJobsOperation } from "@/lib/http/operations/bulk-jobs";
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
    queryFn: ({ signal }) => callApi(getBulkJobOperation, { params: { id } }, { workspace, signal }),
  });

/** Jobs that are not finished, of the newest ten. */
export const activeBulkJobsQuery = (workspace: string) =>
  queryOptions({
    queryKey: bulkJobKeys.newest(workspace),
    queryFn: async ({ signal }) =>
      (await callApi(listBulkJobsOperation, { query: { limit: NEWEST } }, { workspace, signal })).data.filter(isActive),
  });

export const cancelBulkJob = (workspace: string, id: string) =>
  callApi(cancelBulkJobOperation, { params: { id } }, { workspace });

export const isActive = ({ status }: BulkJob) => status === "queued" || status === "running";
