import {
  PauseQueueInput,
  QueuePauseState,
  QueueSchedule,
  QueueScheduleQuery,
  QueueStats,
  QueueWorkers,
  RetryFailedInput,
  RetryFailedResult,
} from "@/lib/deliveries/schemas";
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

export const getQueueWorkersOperation = defineOperation({
  id: "getQueueWorkers",
  method: "GET",
  path: "/api/webhooks/queue/workers",
  tag,
  summary: "List the worker processes and when each was last heard of",
  scope: "deliveries:read",
  status: 200,
  response: QueueWorkers,
});

export const getQueueScheduleOperation = defineOperation({
  id: "getQueueSchedule",
  method: "GET",
  path: "/api/webhooks/queue/schedule",
  tag,
  summary: "Count waiting retries by when they fall due, and what came in and went out in the last minutes",
  scope: "deliveries:read",
  query: QueueScheduleQuery,
  status: 200,
  response: QueueSchedule,
});

export const pauseQueueOperation = defineOperation({
  id: "pauseQueue",
  method: "POST",
  path: "/api/webhooks/queue/pause",
  tag,
  summary: "Hold all deliveries of the workspace, with a reason that everybody sees; events are still accepted",
  scope: "webhooks:write",
  body: PauseQueueInput,
  status: 200,
  response: QueuePauseState,
});

export const resumeQueueOperation = defineOperation({
  id: "resumeQueue",
  method: "POST",
  path: "/api/webhooks/queue/resume",
  tag,
  summary: "Let go what the pause held; webhooks that are paused themselves stay so",
  scope: "webhooks:write",
  status: 200,
  response: QueuePauseState,
});
