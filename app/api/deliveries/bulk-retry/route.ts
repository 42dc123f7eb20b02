import { handle } from "@/lib/http";
import { bulkRetryOperation } from "@/lib/http/operations/deliveries";
import { bulkRetry } from "@/lib/deliveries";

export const POST = handle(bulkRetryOperation, (ctx, { body }) => bulkRetry(ctx, body));
