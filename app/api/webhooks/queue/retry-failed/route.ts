import { handle } from "@/lib/http";
import { retryFailedOperation } from "@/lib/http/operations/queue";
import { retryFailed } from "@/lib/deliveries";

export const POST = handle(retryFailedOperation, (ctx, { body }) => retryFailed(ctx, body));
