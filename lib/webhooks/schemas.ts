import { z } from "zod";
import { EventTypePattern, idOf, Instant, pageOf, PageQuery, textOf } from "@/lib/core/schemas";
import { HEALTH_STATES } from "./constants";
import { Headers, RateLimit, RetryScheduleMs, TimeoutMs, Url } from "./fields";

export { RateLimit, RetryScheduleMs, TimeoutMs } from "./fields";
export * from "./url-check-schemas";

const EVENTS_MAX = 100;
const DESCRIPTION_LENGTH_MAX = 1_000;
const GRACE_SECONDS_MAX = 7 * 86_400;
const GRACE_SECONDS_DEFAULT = 86_400;

const Events = z
  .array(EventTypePattern)
  .min(1, "must name at least one event type; * stands for all")
  .max(EVENTS_MAX, `must have at most ${EVENTS_MAX} entries; use prefixes such as project.*`)
  .transform((events) => [...new Set(events)])
  .meta({
    description: "Exact types, prefixes such as project.*, or *",
    example: ["project.created", "session.started"],
  });

const fields = {
  name: textOf(100),
  url: Url,
  events: Events,
  description: textOf(DESCRIPTION_LENGTH_MAX).nullish(),
  projectId: idOf("project").nullish().meta({ description: "Only this project's events; null for all" }),
  headers: Headers.nullish(),
  timeoutMs: TimeoutMs.nullish().meta({ description: "Time limit of an attempt; null is the workspace's default" }),
  rateLimit: RateLimit.nullish(),
  retryScheduleMs: RetryScheduleMs.nullish(),
  active: z.boolean().optional().meta({ description: "false: disabled, nothing is delivered" }),
};

export const CreateWebhookInput = z
  .strictObject({
    ...fields,
    secret: z
      .string()
      .nullish()
      .meta({ description: "A secret brought along: whsec_ and base64 of 24 to 64 bytes; made for you unless given" }),
  })
  .meta({ id: "CreateWebhookInput" });
export type CreateWebhookInput = z.output<typeof CreateWebhookInput>;

export const UpdateWebhookInput = z.strictObject(fields).partial().meta({ id: "UpdateWebhookInput" });
export type UpdateWebhookInput = z.output<typeof UpdateWebhookInput>;

export const LastDelivery = z
  .object({
    id: z.string(),
    eventId: z.string(),
    eventType: z.string(),
    status: z.string(),
    statusCode: z.int().nullable(),
    cause: z.string().nullable(),
    at: Instant,
  })
  .meta({ id: "LastDelivery" });

export const WebhookHealth = z
  .object({
    state: z.enum(HEALTH_STATES),
    /** 0–1 */
    successRate: z.number().nullable().meta({ description: "Attempts answered with 2xx, 0–1; null without attempts" }),
    attempts: z.int(),
    failedAttempts: z.int(),
    consecutiveFailures: z.int(),
    windowHours: z.int(),
    explanation: z.string(),
  })
  .meta({ id: "WebhookHealth" });
export type WebhookHealth = z.output<typeof WebhookHealth>;

const inForce = <Value extends z.ZodType>(value: Value) =>
  z.object({ value, source: z.enum(["webhook", "workspace", "instance"]) });

export const SettingsInForce = z
  .object({ timeoutMs: inForce(z.int()), rateLimit: inForce(z.int()), retryScheduleMs: inForce(z.array(z.int())) })
  .meta({ id: "SettingsInForce", description: "What holds for its deliveries, and who says so" });

export const Webhook = z
  .object({
    id: z.string().meta({ example: "wh_01h455vb4pex5vsknk084sn02q" }),
    name: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    description: z.string().nullable(),
    projectId: z.string().nullable(),
    active: z.boolean().meta({ description: "false while it is disabled" }),
    status: z.enum(["active", "paused", "disabled"]),
    statusReason: z.string().nullable(),
    statusChangedAt: Instant.meta({ description: "Since when it has this status" }),
    previousSecretExpiresAt: Instant.nullable().meta({
      description: "Until when the secret before the last rotation signs too; null when only one signs",
    }),
    headers: z.record(z.string(), z.string()),
    timeoutMs: z.int().meta({ description: "Time limit of an attempt, as it is in force" }),
    rateLimit: z.int().nullable().meta({ description: "Its own; null follows the workspace" }),
    retryScheduleMs: z.array(z.int()).nullable().meta({ description: "Its own; null follows the workspace" }),
    inForce: SettingsInForce,
    createdAt: Instant,
    updatedAt: Instant,
    lastDelivery: LastDelivery.nullable(),
    health: WebhookHealth,
  })
  .meta({ id: "Webhook" });
export type Webhook = z.output<typeof Webhook>;

export const CreatedWebhook = Webhook.extend({
  secret: z.string().meta({ description: "Signing secret", example: "whsec_…" }),
}).meta({ id: "CreatedWebhook" });
export type CreatedWebhook = z.output<typeof CreatedWebhook>;

export const WebhookPage = pageOf(Webhook);

export const ListWebhooksQuery = PageQuery.extend({
  status: z.enum(["active", "paused", "disabled"]).optional(),
  projectId: idOf("project").optional(),
  q: textOf(200).optional().meta({ description: "Text in name or URL, or an id" }),
});
export type ListWebhooksQuery = z.output<typeof ListWebhooksQuery>;

export const WebhookSecret = z
  .object({
    secret: z.string(),
    previousSecret: z.string().nullable().meta({ description: "Signs too until previousExpiresAt" }),
    previousExpiresAt: Instant.nullable(),
  })
  .meta({ id: "WebhookSecret" });
export type WebhookSecret = z.output<typeof WebhookSecret>;

export const RotateSecretInput = z
  .strictObject({
    gracePeriodSeconds: z
      .int()
      .min(0)
      .max(GRACE_SECONDS_MAX)
      .default(GRACE_SECONDS_DEFAULT)
      .meta({ description: "How long the old secret signs too, at most 7 days; 0 ends it at once" }),
  })
  .meta({ id: "RotateSecretInput" });
export type RotateSecretInput = z.output<typeof RotateSecretInput>;

export const TestWebhookInput = z
  .strictObject({
    eventType: textOf(100).optional().meta({ description: "The first that it subscribes to, unless told" }),
    data: z.unknown().meta({ description: "The type's example, unless told" }),
  })
  .partial()
  .meta({ id: "TestWebhookInput" });
export type TestWebhookInput = z.output<typeof TestWebhookInput>;

export const TestResult = z.object({ eventId: z.string(), deliveryId: z.string() }).meta({ id: "TestResult" });
