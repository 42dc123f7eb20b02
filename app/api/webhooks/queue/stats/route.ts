import { getQueueStats } from "@/lib/deliveries";
import { handle } from "@/lib/http";
import { getQueueStatsOperation } from "@/lib/http/operations/queue";
import { queueConnection } from "@/lib/platform/env";
import { getRuntime } from "@/lib/runtime";

export const GET = handle(getQueueStatsOperation, (ctx) =>
  getQueueStats(ctx, queueConnection(getRuntime().env).backend),
);
