import { z } from "zod";
import { anyOf, idOf, Instant, InstantInput, limitOf } from "@/lib/core/schemas";
import { HEALTH_STATES } from "@/lib/webhooks/constants";
import { WebhookHealth } from "@/lib/webhooks/schemas";

const count = z.number().int();
const rate = z.number().min(0).max(1).nullable().meta({ description: "0 to 1; null without data" });
const ms = z.number().nullable();

/** Latencies of attempts, off by at most 5 %. */
export const Latency = z.object({ avg: ms, p50: ms, p95: ms, p99: ms }).meta({ id: "Latency" });

const counts = {
  total: count.meta({ description: "Deliveries created in the span" }),
  delivered: count,
  retried: count.meta({ description: "Delivered, but not by the first attempt" }),
  failed: count,
  cancelled: count,
  pending: count,
  retrying: count,
};

const figures = {
  ...counts,
  successRate: rate.meta({ description: "Delivered of all that ended as delivered or failed" }),
  firstAttemptSuccessRate: rate,
  attempts: count,
  latencyMs: Latency,
  responseCodes: z
    .record(z.string(), count)
    .meta({ description: "Attempts by status; `none` had no answer", example: { "200": 12, none: 1 } }),
  causes: z.record(z.string(), count).meta({ description: "Failed attempts by cause" }),
};

const span = { from: Instant, to: Instant };
const interval = z.enum(["minute", "hour", "day"]);

/** Buckets without any delivery or attempt are left out: a gap is a gap, not a zero. */
export const SeriesPoint = z
  .object({ at: Instant, ...counts, successRate: rate, attempts: count, p50Ms: ms, p95Ms: ms, p99Ms: ms })
  .meta({ id: "SeriesPoint" });
export type SeriesPoint = z.input<typeof SeriesPoint>;

export const WebhookStats = z
  .object({ webhookId: idOf("webhook"), ...span, interval, ...figures, series: z.array(SeriesPoint) })
  .meta({ id: "WebhookStats" });
export type WebhookStats = z.input<typeof WebhookStats>;

export const Overview = z
  .object({ ...span, ...figures, previous: z.object(figures).meta({ description: "The span of equal length before" }) })
  .meta({ id: "Overview" });
export type Overview = z.input<typeof Overview>;

export const Timeseries = z.object({ ...span, interval, series: z.array(SeriesPoint) }).meta({ id: "Timeseries" });
export type Timeseries = z.input<typeof Timeseries>;

const spanQuery = {
  from: InstantInput.optional().meta({
    description:
      "Beginning; 24 hours before the end unless told. A span of more than six hours begins with a full hour",
  }),
  to: InstantInput.optional().meta({ description: "End; now unless told" }),
};
const intervalQuery = {
  interval: z.enum(["auto", "minute", "hour", "day"]).default("auto").meta({
    description: "Length of a bucket; minutes older than 48 hours are kept as hours, hours older than 60 days as days",
  }),
};
const scopeQuery = {
  projectId: idOf("project").optional().meta({ description: "Webhooks bound to this project only" }),
};

export const WebhookStatsQuery = z.strictObject({ ...spanQuery, ...intervalQuery });
export type WebhookStatsQuery = z.output<typeof WebhookStatsQuery>;

export const OverviewQuery = z.strictObject({ ...spanQuery, ...scopeQuery });
export type OverviewQuery = z.output<typeof OverviewQuery>;

export const TimeseriesQuery = z.strictObject({ ...spanQuery, ...intervalQuery, ...scopeQuery });
export type TimeseriesQuery = z.output<typeof TimeseriesQuery>;

export const EventTypeFigures = z
  .object({
    type: z.string(),
    events: count,
    deliveries: count,
    failed: count.meta({ description: "Deliveries of it that failed" }),
    lastSeenAt: Instant.nullable().meta({ description: "Its newest event, also one from before the span" }),
  })
  .meta({ id: "EventTypeFigures" });
export type EventTypeFigures = z.input<typeof EventTypeFigures>;

export const EventTypeFiguresList = z
  .object({
    ...span,
    isEstimate: z.boolean().meta({ description: "There was too much to count: numbers come from the newest part" }),
    data: z.array(EventTypeFigures),
  })
  .meta({ id: "EventTypeFiguresList" });
export type EventTypeFiguresList = z.input<typeof EventTypeFiguresList>;

export const EventTypeFiguresQuery = z.strictObject({
  ...spanQuery,
  type: anyOf(
    z
      .string()
      .max(100)
      .regex(/^[A-Za-z0-9_.-]+$/, "is no event type such as project.created"),
  )
    .optional()
    .meta({ description: "These types, in this order; those with most deliveries unless told" }),
  limit: limitOf(50).default(10),
});
export type EventTypeFiguresQuery = z.output<typeof EventTypeFiguresQuery>;

/** Why an endpoint should be looked at, worst first. */
export const ATTENTION_REASONS = ["failing", "disabled", "breaker_open", "degraded", "backlog", "held"] as const;

const backlog = {
  waiting: count.meta({ description: "Due now" }),
  active: count.meta({ description: "In flight" }),
  delayed: count.meta({ description: "Awaiting a retry" }),
  held: count.meta({ description: "Waiting for the webhook to be resumed" }),
  failedRetryable: count.meta({ description: "Failed, and not planned again" }),
  oldestWaitingMs: z.number().nullable().meta({ description: "How long the longest waiting one is overdue" }),
  oldestOpenAt: Instant.nullable().meta({ description: "Creation of the oldest delivery that is still to be made" }),
};

export const WebhookFigures = z
  .object({
    webhookId: z.string(),
    name: z.string(),
    url: z.string(),
    status: z.enum(["active", "paused", "disabled"]),
    statusReason: z.string().nullable(),
    health: WebhookHealth,
    attention: z.enum(ATTENTION_REASONS).nullable(),
    total: count.meta({ description: "Deliveries created in the span" }),
    delivered: count,
    retried: count.meta({ description: "Delivered, but not by the first attempt" }),
    failed: count,
    successRate: z.number().nullable().meta({ description: "Delivered of all that ended as delivered or failed, 0–1" }),
    attempts: count,
    p50Ms: z.number().nullable(),
    p95Ms: z.number().nullable(),
    ...backlog,
    breaker: z.object({ state: z.enum(["closed", "open", "half_open"]), nextProbeAt: Instant.nullable() }),
    topCause: z
      .object({ cause: z.string(), count })
      .nullable()
      .meta({ description: "What failed attempts of the span failed of most often" }),
    failingSince: Instant.nullable().meta({ description: "First failure since the last success" }),
    series: z
      .array(z.object({ at: Instant, ok: count, failed: count }))
      .meta({ description: "Deliveries by bucket of creation; buckets in which nothing ended are left out" }),
  })
  .meta({ id: "WebhookFigures" });
export type WebhookFigures = z.input<typeof WebhookFigures>;

export const WebhookFiguresList = z
  .object({
    ...span,
    bucketMs: z.int().meta({ description: "Length of a bucket of each series" }),
    summary: z
      .object({
        webhooks: count,
        attention: count.meta({ description: "Webhooks with a reason to be looked at" }),
        health: z.record(z.enum(HEALTH_STATES), count),
        paused: count,
        ...backlog,
        failedIsCapped: z.boolean().meta({ description: "More failed than were counted" }),
      })
      .meta({ description: "Over all webhooks that were asked for, also those beyond the limit" }),
    data: z.array(WebhookFigures),
  })
  .meta({ id: "WebhookFiguresList" });
export type WebhookFiguresList = z.input<typeof WebhookFiguresList>;

export const WebhookFiguresQuery = z.strictObject({
  ...spanQuery,
  webhookId: anyOf(idOf("webhook")).optional(),
  sort: z
    .enum(["newest", "attention", "slowest"])
    .default("newest")
    .meta({ description: "What comes first; attention and slowest leave out those without a reason or a latency" }),
  limit: limitOf(200).default(50),
});
export type WebhookFiguresQuery = z.output<typeof WebhookFiguresQuery>;

export const ONBOARDING_STEPS = [
  "eventType",
  "endpoint",
  "event",
  "delivered",
  "verified",
  "retried",
  "apiKey",
] as const;

export const Onboarding = z
  .object({
    steps: z
      .record(z.enum(ONBOARDING_STEPS), z.boolean())
      .meta({ description: "What has been done, by what is there" }),
    endpoint: z
      .object({ id: z.string(), name: z.string(), inboxId: z.string().nullable() })
      .nullable()
      .meta({ description: "The newest live webhook, one that sends to an inbox before others" }),
    lastDelivery: z.object({ id: z.string(), createdAt: Instant }).nullable(),
    unwellDeliveryId: z
      .string()
      .nullable()
      .meta({ description: "The newest of the last 1,000 that failed or is retried" }),
  })
  .meta({ id: "Onboarding" });
export type Onboarding = z.input<typeof Onboarding>;
