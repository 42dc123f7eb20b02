import { getQueueSchedule } from "@/lib/deliveries";
import { handle } from "@/lib/http";
import { getQueueScheduleOperation } from "@/lib/http/operations/queue";

export const GET = handle(getQueueScheduleOperation, (ctx, { query }) => getQueueSchedule(ctx, query));
