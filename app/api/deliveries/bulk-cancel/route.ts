import { handle } from "@/lib/http";
import { bulkCancelOperation } from "@/lib/http/operations/deliveries";
import { bulkCancel } from "@/lib/deliveries";

export const POST = handle(bulkCancelOperation, (ctx, { body }) => bulkCancel(ctx, body));
