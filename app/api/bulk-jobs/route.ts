import { handle } from "@/lib/http";
import { listBulkJobsOperation } from "@/lib/http/operations/bulk-jobs";
import { listBulkJobs } from "@/lib/deliveries";

export const GET = handle(listBulkJobsOperation, (ctx, { query }) => listBulkJobs(ctx, query));
