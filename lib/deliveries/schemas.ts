import { z } from "zod";
import { anyOf, EventTypePattern, idOf, Instant, InstantInput, pageOf, PageQuery, textOf } from "@/lib/core/schemas";

export const DELIVERY_STATUSES = [
  "pending",
  "sending",
  "retrying",
  "delivered",
  "failed",
  "cancelled",
  "held",
] as const;
export const DeliveryStatus = z.enum(DELIVERY_STATUSES, {
  error: `is no status; known are ${DELIVERY_STATUSES.join(", ")}`,
});
export type DeliveryStatus = z.output<typeof DeliveryStatus>;

export const DELIVERY_TRIGGERS = ["event", "test", "replay", "manual"] as const;
const Trigger = z.enum(DELIVERY_TRIGGERS, { error: `is no trigger; known are ${DELIVERY_TRIGGERS.join(", ")}` });

const Code = z
  .string()
  .regex(/^([1-5]xx|[1-5]\d\d|[1-5]\d\d-[1-5]\d\d|none)$/, "is no code: use 429, 5xx, 500-503, or none for no answer")
  .refine((code) => !code.includes("-") || code.slice(0, 3) <= code.slice(4), "is a range that ends before it begins");
const Cause = z.string().regex(/^[a-z_0-9]{1,40}$/, "is no cause such as conn_refused");

/** The one filter that lists, counts and bulk retries share. */
const filterFields = {
  status: anyOf(DeliveryStatus).optional(),
  webhookId: anyOf(idOf("webhook")).optional(),
  projectId: idOf("project").optional(),
  eventType: anyOf(EventTypePattern).optional().meta({ description: "Types or prefixes such as project.*" }),
  eventId: idOf("event").optional(),
  code: anyOf(Code).optional().meta({ description: "Last HTTP status: 429, 5xx, 500-503, or none for no answer" }),
  error: anyOf(Cause).optional().meta({ description: "Why the last attempt failed, such as conn_refused" }),
  trigger: anyOf(Trigger).optional(),
  from: InstantInput.optional().meta({ description: "Created at or after" }),
  to: InstantInput.optional().meta({ description: "Created before" }),
  q: textOf(200)
    .optional()
    .meta({ description: "An id, free text in the payload, or data.customer.id:123 for a value at a path" }),
};

export const DeliveryFilter = z.strictObject(filterFields).meta({ id: "DeliveryFilter" });
export type DeliveryFilter = z.output<typeof DeliveryFilter>;

export const ListDeliveriesQuery = PageQuery.extend(filterFields);
export type ListDeliveriesQuery = z.output<typeof ListDeliveriesQuery>;

export const Delivery = z
  .object({
    id: z.string(),
    eventId: z.string(),
    eventType: z.string(),
    webhookId: z.string(),
    webhookName: z.string(),
    url: z.string(),
    projectId: z.string().nullable(),
    status: DeliveryStatus,
    trigger: z.enum(["event", "test", "replay"]),
    attemptCount: z.int(),
    nextAttemptAt: Instant.nullable(),
    lastAttemptAt: Instant.nullable(),
    lastStatusCode: z.int().nullable(),
    lastCause: z.string().nullable(),
    lastLatencyMs: z.number().nullable(),
    createdAt: Instant,
    completedAt: Instant.nullable(),
  })
  .meta({ id: "Delivery" });
export type Delivery = z.output<typeof Delivery>;

export const DeliveryPage = pageOf(Delivery);

const HeaderList = z
  .array(z.tuple([z.string(), z.string()]))
  .meta({ description: "Name and value, in the order on the wire" });

export const Attempt = z
  .object({
    id: z.string(),
    number: z.int(),
    trigger: z.enum(["schedule", "manual"]),
    actor: z.string().nullable(),
    bulkJobId: z.string().nullable(),
    workerId: z.string(),
    startedAt: Instant,
    ok: z.boolean(),
    statusCode: z.int().nullable(),
    errorCode: z.string().nullable(),
    totalMs: z.number(),
    remoteAddress: z.string().nullable(),
    request: z.object({
      method: z.literal("POST"),
      url: z.string(),
      headers: HeaderList,
      body: z
        .string()
        .nullable()
        .meta({ description: "Exactly the text that was signed and sent; null once it is no longer kept" }),
    }),
    response: z
      .object({
        headers: HeaderList,
        body: z.string().nullable(),
        bodyEncoding: z.enum(["utf8", "base64"]),
        bodyBytes: z.int(),
        bodyTruncated: z.boolean(),
      })
      .nullable(),
    phases: z
      .record(z.string(), z.unknown())
      .meta({ description: "Milliseconds of each step, null where it was not taken" }),
    cause: z
      .object({
        cause: z.string(),
        title: z.string(),
        hint: z.string(),
        certainty: z.string().nullable(),
        maybeProcessed: z.string().nullable().meta({ description: "Whether the receiver may have acted on it" }),
        evidence: z.array(z.string()),
      })
      .nullable(),
  })
  .meta({ id: "Attempt" });
export type Attempt = z.output<typeof Attempt>;

export const DeliveryDetail = Delivery.extend({
  webhookStatus: z.enum(["active", "paused", "disabled", "deleted"]),
  body: z.string().nullable().meta({ description: "Exactly the text that is sent; null once it is no longer kept" }),
  attempts: z.array(Attempt).meta({ description: "In order; the newest 50 when there are more" }),
}).meta({ id: "DeliveryDetail" });
export type DeliveryDetail = z.output<typeof DeliveryDetail>;

export const BulkRetryInput = z
  .strictObject({
    filter: DeliveryFilter.meta({ description: "Which deliveries; failed ones unless it has a status" }),
    dryRun: z.boolean().optional().meta({ description: "Only count" }),
  })
  .meta({ id: "BulkRetryInput" });
export type BulkRetryInput = z.output<typeof BulkRetryInput>;

export const EXCLUSIONS = ["webhook_disabled", "webhook_deleted", "already_planned"] as const;

export const BulkPreview = z
  .object({
    total: z.int().meta({ description: "Deliveries that match" }),
    retryable: z.int().meta({ description: "Of those, what would be sent again" }),
    byWebhook: z.array(z.object({ webhookId: z.string(), name: z.string(), count: z.int() })),
    byStatus: z.array(z.object({ status: DeliveryStatus, count: z.int() })),
    excluded: z.array(z.object({ reason: z.enum(EXCLUSIONS), count: z.int() })),
  })
  .meta({ id: "BulkPreview" });
export type BulkPreview = z.output<typeof BulkPreview>;

export const BulkJob = z
  .object({
    id: z.string(),
    kind: z.literal("retry"),
    filter: z.record(z.string(), z.unknown()),
    status: z.enum(["queued", "running", "done", "cancelled", "failed"]),
    total: z.int(),
    processed: z.int(),
    retried: z.int(),
    skipped: z.int(),
    error: z.string().nullable(),
    actor: z.string().nullable(),
    createdAt: Instant,
    startedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
  })
  .meta({ id: "BulkJob" });
export type BulkJob = z.output<typeof BulkJob>;

export const BulkJobPage = pageOf(BulkJob);
export const ListBulkJobsQuery = PageQuery;

export const BulkRetryResult = z
  .object({ preview: BulkPreview, job: BulkJob.nullable().meta({ description: "Null for a dry run" }) })
  .meta({ id: "BulkRetryResult" });
export type BulkRetryResult = z.output<typeof BulkRetryResult>;

export * from "./queue-schemas";

export const RetryFailedInput = z
  .strictObject({ webhookId: idOf("webhook"), eventType: EventTypePattern, from: InstantInput, to: InstantInput })
  .partial()
  .meta({ id: "RetryFailedInput" });
export type RetryFailedInput = z.output<typeof RetryFailedInput>;

export const RetryFailedResult = z
  .object({
    retried: z.int().meta({ description: "Failed deliveries that were put back; a large rest follows in the job" }),
    jobId: z.string(),
  })
  .meta({ id: "RetryFailedResult" });
