import { z } from "zod";
import { anyOf, EventTypePattern, idOf, Instant, InstantInput, pageOf, PageQuery, textOf } from "@/lib/core/schemas";
import { EventTypeName } from "@/lib/event-types/schemas";

const BATCH_EVENTS_MAX = 1_000;
export const BATCH_BYTES_MAX = 5 * 1024 * 1024;

const IdempotencyKey = z
  .string()
  .regex(/^[\x20-\x7e]{1,255}$/, "must be 1 to 255 printable ASCII characters")
  .meta({ description: "The same key within 24 hours creates the event once", example: "order-1042-paid" });

const OCCURRED_AT_MIN = "1970-01-01T00:00:00Z";

export const AcceptEventInput = z
  .strictObject({
    type: EventTypeName,
    data: z
      .unknown()
      .refine((data) => data !== undefined, "is required: any JSON value")
      .meta({
        description: "What happened. Delivered digit for digit as it was written.",
        example: { id: "prj_1", name: "Apollo" },
      }),
    projectId: idOf("project")
      .nullish()
      .meta({ description: "The project it happened in; webhooks bound to another are not called" }),
    occurredAt: z.iso
      .datetime({ offset: true, error: "is not a time such as 2026-11-23T12:00:00.000Z" })
      .refine((text) => new Date(text) >= new Date(OCCURRED_AT_MIN), "must not be before 1970")
      .nullish()
      .meta({ description: "When it happened; now unless told" }),
    idempotencyKey: IdempotencyKey.nullish(),
  })
  .meta({ id: "AcceptEventInput" });
export type AcceptEventInput = z.output<typeof AcceptEventInput>;

export const AcceptBatchInput = z
  .strictObject({
    events: z
      .array(AcceptEventInput)
      .min(1, "must have at least one event")
      .max(BATCH_EVENTS_MAX, `must have at most ${BATCH_EVENTS_MAX} events; send more in another call`),
  })
  .meta({ id: "AcceptBatchInput" });
export type AcceptBatchInput = z.output<typeof AcceptBatchInput>;

export const AcceptedEvent = z
  .object({
    id: z.string().meta({ example: "evt_01h455vb4pex5vsknk084sn02q" }),
    type: z.string(),
    deliveries: z.int().meta({ description: "Webhooks that will be called" }),
  })
  .meta({ id: "AcceptedEvent" });

export const AcceptedBatch = z
  .object({ data: z.array(AcceptedEvent).meta({ description: "One result per event, in order" }) })
  .meta({ id: "AcceptedBatch" });

export const EventSummary = z
  .object({
    id: z.string(),
    type: z.string(),
    projectId: z.string().nullable(),
    occurredAt: Instant,
    createdAt: Instant,
    test: z.boolean(),
    idempotencyKey: z.string().nullable(),
    requestId: z.string().nullable(),
    deliveries: z.int(),
    bodyBytes: z.int().meta({ description: "Size of what receivers get, in bytes" }),
  })
  .meta({ id: "EventSummary" });
export type EventSummary = z.output<typeof EventSummary>;

const outcome = z.int();
export const EventOutcomes = z
  .object({
    delivered: outcome,
    failed: outcome,
    cancelled: outcome,
    inProgress: outcome.meta({ description: "Waiting, in flight, or to be tried again" }),
  })
  .meta({ id: "EventOutcomes", description: "What became of its deliveries, replays among them" });
export type EventOutcomes = z.output<typeof EventOutcomes>;

export const EventListItem = EventSummary.extend({
  dataPreview: z.string().meta({ description: "How data begins, as it was written; cut after 160 characters" }),
  outcomes: EventOutcomes,
}).meta({ id: "EventListItem" });
export type EventListItem = z.output<typeof EventListItem>;

const FAN_OUT_REASONS = [
  "not_subscribed",
  "other_project",
  "disabled",
  "created_later",
  "deleted",
  "changed_later",
  "test_of_another",
] as const;

export const FanOut = z
  .object({
    webhookId: z.string(),
    name: z.string(),
    url: z.string(),
    status: z.enum(["active", "paused", "disabled", "deleted"]).meta({ description: "Of the webhook, now" }),
    called: z.boolean(),
    reason: z.enum(FAN_OUT_REASONS).nullable().meta({ description: "Why it was not called; null when it was" }),
    explanation: z.string().nullable(),
    deliveries: z.array(z.object({ id: z.string(), status: z.string(), trigger: z.string(), createdAt: Instant })),
  })
  .meta({ id: "EventFanOut" });
export type FanOut = z.output<typeof FanOut>;

export const EventDetail = EventSummary.extend({
  body: z.string().meta({ description: "Exactly the text that receivers get: id, type, timestamp, data" }),
  fanOut: z.array(FanOut).meta({ description: "Every webhook of the workspace: called, or why not" }),
}).meta({ id: "EventDetail" });
export type EventDetail = z.output<typeof EventDetail>;

export const EventPage = pageOf(EventListItem);

export const ListEventsQuery = PageQuery.extend({
  type: anyOf(EventTypePattern)
    .optional()
    .meta({ description: "Types or prefixes such as project.*, separated by commas" }),
  projectId: idOf("project").optional(),
  test: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional(),
  from: InstantInput.optional().meta({ description: "Created at or after" }),
  to: InstantInput.optional().meta({ description: "Created before" }),
  q: textOf(200)
    .optional()
    .meta({ description: "An id, free text in the payload, or data.customer.id:123 for a value at a path" }),
});
export type ListEventsQuery = z.output<typeof ListEventsQuery>;

export const Subscriber = z
  .object({
    webhookId: z.string(),
    name: z.string(),
    url: z.string(),
    status: z.enum(["active", "paused", "disabled"]),
    projectId: z.string().nullable().meta({ description: "It gets only this project's events; null: all" }),
    pattern: z.string().meta({ description: "The entry of its events that means this type", example: "invoice.*" }),
  })
  .meta({ id: "Subscriber" });
export type Subscriber = z.output<typeof Subscriber>;

export const SubscriberPage = pageOf(Subscriber);
export const ListSubscribersQuery = PageQuery;

export const ReplayEventInput = z
  .strictObject({
    webhookId: idOf("webhook")
      .optional()
      .meta({ description: "Only to this webhook; else to every one that the event was for" }),
  })
  .meta({ id: "ReplayEventInput" });
export type ReplayEventInput = z.output<typeof ReplayEventInput>;

export const ReplayResult = z
  .object({ eventId: z.string(), deliveries: z.array(z.object({ id: z.string(), webhookId: z.string() })) })
  .meta({ id: "ReplayResult" });
export type ReplayResult = z.output<typeof ReplayResult>;
