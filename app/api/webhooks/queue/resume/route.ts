import { resumeQueue } from "@/lib/deliveries";
import { handle } from "@/lib/http";
import { resumeQueueOperation } from "@/lib/http/operations/queue";

export const POST = handle(resumeQueueOperation, (ctx) => resumeQueue(ctx));
