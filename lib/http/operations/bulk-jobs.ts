import { z } from "zod";
import { idOf } from "@/lib/core/schemas";
import { BulkJob, BulkJobPage, ListBulkJobsQuery } from "@/lib/deliveries/schemas";
import { defineOperation } from "../operation";

const tag = "Bulk jobs";
const params = z.strictObject({ id: idOf("bulkJob") });

export const listBulkJobsOperation = defineOperation({
  id: "listBulkJobs",
  method: "GET",
  path: "/api/bulk-jobs",
  tag,
  summary: "List bulk jobs, newest first",
  scope: "deliveries:read",
  query: ListBulkJobsQuery,
  status: 200,
  response: BulkJobPage,
});

export const getBulkJobOperation = defineOperation({
  id: "getBulkJob",
  method: "GET",
  path: "/api/bulk-jobs/{id}",
  tag,
  summary: "Get a bulk job's progress",
  scope: "deliveries:read",
  params,
  status: 200,
  response: BulkJob,
});

export const cancelBulkJobOperation = defineOperation({
  id: "cancelBulkJob",
  method: "POST",
  path: "/api/bulk-jobs/{id}/cancel",
  tag,
  summary: "Stop a bulk job; what it put back already stays",
  scope: "deliveries:write",
  params,
  status: 200,
  response: BulkJob,
});
