import { QueueStats, RetryFailedInput, RetryFailedResult } from "@/lib/deliveries/schemas";
import { defineOperation } from "../operation";

const tag = "Queue";

export const getQueueStatsOperation = defineOperation({
  id: "getQueueStats",
  method: "GET",
  path: "/api/webhooks/queue/stats",
  tag,
  summary: "Count deliveries that wait, are in flight, are held or have failed",
  scope: "deliveries:read",
  status: 200,
  response: QueueStats,
});

export const retryFailedOperation = defineOperation({
  id: "retryFailed",
  method: "POST",
  path: "/api/webhooks/queue/retry-failed",
  tag,
  summary: "Put failed deliveries back, all or of one webhook",
  scope: "deliveries:write",
  body: RetryFailedInput,
  bodyOptional: true,
  status: 202,
  response: RetryFailedResult,
});
