import { z } from "zod";
import { Instant, textOf } from "@/lib/core/schemas";

export const PauseQueueInput = z
  .strictObject({ reason: textOf(300).meta({ description: "Shown to everybody while deliveries are held" }) })
  .meta({ id: "PauseQueueInput" });
export type PauseQueueInput = z.output<typeof PauseQueueInput>;

export const QueuePause = z
  .object({ reason: z.string(), actor: z.string(), since: Instant })
  .meta({ id: "QueuePause" });
export type QueuePause = z.output<typeof QueuePause>;

export const QueuePauseState = z
  .object({ pausedBy: QueuePause.nullable().meta({ description: "Null while deliveries flow" }) })
  .meta({ id: "QueuePauseState" });
export type QueuePauseState = z.output<typeof QueuePauseState>;

export const QueueStats = z
  .object({
    backend: z.enum(["redis", "postgres"]),
    waiting: z.int().meta({ description: "Due now" }),
    active: z.int().meta({ description: "In flight" }),
    delayed: z.int().meta({ description: "Awaiting a retry" }),
    failed: z.int().meta({ description: "Failed, and can be retried" }),
    failedIsCapped: z.boolean().meta({ description: "More failed than were counted" }),
    completed: z.int().meta({ description: "Delivered, of those created in the last 24 hours" }),
    held: z.int().meta({ description: "Waiting for their webhook, or the workspace's queue, to be resumed" }),
    paused: z.int().meta({ description: "Webhooks that are paused" }),
    pausedBy: QueuePause.nullable().meta({
      description: "Who holds all deliveries of the workspace; null while they flow",
    }),
    oldestWaitingMs: z.number().nullable(),
    workers: z.int().meta({ description: "Worker processes of this instance that are alive" }),
    throughputPerSecond: z.number().meta({ description: "Attempts per second over the last minute" }),
  })
  .meta({ id: "QueueStats" });
export type QueueStats = z.output<typeof QueueStats>;

export const QueueWorker = z
  .object({
    id: z.string(),
    version: z.string(),
    concurrency: z.int().meta({ description: "Requests in flight at most" }),
    inFlight: z.int().meta({ description: "Requests in flight at the last heartbeat, of all workspaces" }),
    startedAt: Instant,
    heartbeatAt: Instant,
    silentMs: z.number().meta({ description: "Since the last heartbeat, by the database's clock" }),
    alive: z.boolean(),
  })
  .meta({ id: "QueueWorker" });
export type QueueWorker = z.output<typeof QueueWorker>;

export const QueueWorkers = z.object({ data: z.array(QueueWorker), alive: z.int() }).meta({ id: "QueueWorkers" });
export type QueueWorkers = z.output<typeof QueueWorkers>;

export const SCHEDULE_SPANS = ["1h", "6h", "24h", "72h"] as const;
export const QueueScheduleQuery = z.strictObject({ span: z.enum(SCHEDULE_SPANS).default("1h") });
export type QueueScheduleQuery = z.output<typeof QueueScheduleQuery>;

export const QueueSchedule = z
  .object({
    span: z.enum(SCHEDULE_SPANS),
    from: Instant,
    bucketMs: z.int(),
    buckets: z.array(z.object({ at: Instant, count: z.int() })).meta({ description: "Retries by when they fall due" }),
    later: z.int().meta({ description: "Retries after the last bucket" }),
    nextAt: Instant.nullable(),
    lastAt: Instant.nullable(),
    dueWithinMinute: z.int(),
    minutes: z
      .array(z.object({ at: Instant, in: z.int(), out: z.int() }))
      .meta({ description: "Deliveries created and attempts made, minute by minute; the last one is under way" }),
    inPerSecond: z.number().meta({ description: "Deliveries created, over the last one to two minutes" }),
    outPerSecond: z.number().meta({ description: "Attempts made, over the same time" }),
  })
  .meta({ id: "QueueSchedule" });
export type QueueSchedule = z.output<typeof QueueSchedule>;
