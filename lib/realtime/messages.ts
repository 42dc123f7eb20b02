import { z } from "zod";

const deliveryStatus = z.enum(["pending", "retrying", "delivered", "failed", "cancelled"]);

/** What dashboards are told: ids and changed fields, never a payload, so that a message can go astray without harm. */
const told = [
  z.object({ type: z.literal("event.created"), eventId: z.string(), eventType: z.string().optional() }),
  z.object({ type: z.literal("delivery.created"), deliveryId: z.string(), webhookId: z.string(), eventId: z.string() }),
  z.object({
    type: z.literal("delivery.updated"),
    deliveryId: z.string(),
    webhookId: z.string(),
    eventId: z.string(),
    status: deliveryStatus,
    attemptCount: z.number().int(),
    lastStatusCode: z.number().int().nullable(),
    nextAttemptAt: z.iso.datetime().nullable(),
  }),
  z.object({ type: z.literal("webhook.updated"), webhookId: z.string() }),
  z.object({ type: z.literal("inbox.request"), inboxId: z.string(), requestId: z.string() }),
  z.object({ type: z.literal("bulk-job.updated"), bulkJobId: z.string() }),
  z.object({ type: z.literal("queue.updated") }),
  z.object({ type: z.literal("worker.updated"), workerId: z.string() }),
] as const;

/** What only processes tell each other. */
const internal = z.object({ type: z.literal("api-key.changed"), apiKeyId: z.string() });

export const DashboardMessage = z.discriminatedUnion("type", told);
export type DashboardMessage = z.infer<typeof DashboardMessage>;

export const RealtimeMessage = z.discriminatedUnion("type", [...told, internal]);
export type RealtimeMessage = z.infer<typeof RealtimeMessage>;

/** Says that messages may have been missed: whatever was shown must be read again. */
export type Reset = { type: "reset" };

/** For a listener: every workspace's messages. For a message: told to every workspace. */
export const EVERY_WORKSPACE = "*";

/** The part of a message type before the dot, by which a stream can be narrowed. */
export const TOPICS = ["event", "delivery", "webhook", "inbox", "bulk-job", "queue", "worker"] as const;
export type Topic = (typeof TOPICS)[number];
