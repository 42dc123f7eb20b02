import { getQueueWorkers } from "@/lib/deliveries";
import { handle } from "@/lib/http";
import { getQueueWorkersOperation } from "@/lib/http/operations/queue";

export const GET = handle(getQueueWorkersOperation, (ctx) => getQueueWorkers(ctx));
