import { pauseQueue } from "@/lib/deliveries";
import { handle } from "@/lib/http";
import { pauseQueueOperation } from "@/lib/http/operations/queue";

export const POST = handle(pauseQueueOperation, (ctx, { body }) => pauseQueue(ctx, body));
