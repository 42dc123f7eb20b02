import { handle } from "@/lib/http";
import { getBulkJobOperation } from "@/lib/http/operations/bulk-jobs";
import { getBulkJob } from "@/lib/deliveries";

export const GET = handle(getBulkJobOperation, (ctx, { params }) => getBulkJob(ctx, params.id));
