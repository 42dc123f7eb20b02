import { handle } from "@/lib/http";
import { cancelBulkJobOperation } from "@/lib/http/operations/bulk-jobs";
import { cancelBulkJob } from "@/lib/deliveries";

export const POST = handle(cancelBulkJobOperation, (ctx, { params }) => cancelBulkJob(ctx, params.id));
