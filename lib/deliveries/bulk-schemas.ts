import { z } from "zod";
import { Instant, pageOf, PageQuery } from "@/lib/core/schemas";
import { BULK_EXCLUDABLE } from "./constants";
import { DeliveryFilter, DeliveryStatus } from "./filter-schema";

const BULK_JOB_KINDS = ["retry", "cancel"] as const;

const max = z.int().min(1).max(10_000_000).optional().meta({ description: "Stop after so many, newest first" });
const dryRun = z.boolean().optional().meta({ description: "Only count" });

export const BulkRetryInput = z
  .strictObject({
    filter: DeliveryFilter.meta({ description: "Which deliveries; failed ones unless it has a status" }),
    dryRun,
    ratePerSecond: z.int().min(1).max(1_000).optional().meta({
      description: "At most so many a second, besides the webhook's own limit; all at once unless told",
    }),
    max,
    exclude: z.array(z.enum(BULK_EXCLUDABLE)).max(BULK_EXCLUDABLE.length).optional().meta({
      description:
        "Leave out what was delivered (`delivered`), what waits for an attempt anyway (`waiting`), or what would wait for a paused webhook (`webhook_paused`)",
    }),
  })
  .meta({ id: "BulkRetryInput" });
export type BulkRetryInput = z.output<typeof BulkRetryInput>;

export const BulkCancelInput = z
  .strictObject({
    filter: DeliveryFilter.meta({
      description: "Which deliveries; all that wait for an attempt unless it has a status",
    }),
    dryRun,
    max,
  })
  .meta({ id: "BulkCancelInput" });
export type BulkCancelInput = z.output<typeof BulkCancelInput>;

/** Why a delivery that matches is left out. */
export const EXCLUSIONS = [
  "webhook_disabled",
  "webhook_deleted",
  "already_planned",
  "payload_expired",
  ...BULK_EXCLUDABLE,
  "sending",
  "ended",
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

const count = z.int();
const previewFields = {
  total: count.meta({ description: "Deliveries that match" }),
  exact: z.boolean().meta({
    description: "Otherwise at least so many match: a dry run counts the newest 50,000 and leaves the rest to the job",
  }),
  byWebhook: z.array(z.object({ webhookId: z.string(), name: z.string(), count })),
  byStatus: z.array(z.object({ status: DeliveryStatus, count })),
  excluded: z.array(z.object({ reason: z.enum(EXCLUSIONS), count })),
};

export const BulkPreview = z
  .object({
    ...previewFields,
    retryable: count.meta({ description: "Of those, what would be sent again if there were no `max`" }),
  })
  .meta({ id: "BulkPreview" });
export type BulkPreview = z.output<typeof BulkPreview>;

export const BulkCancelPreview = z
  .object({
    ...previewFields,
    cancellable: count.meta({ description: "Of those, what would be cancelled if there were no `max`" }),
  })
  .meta({ id: "BulkCancelPreview" });
export type BulkCancelPreview = z.output<typeof BulkCancelPreview>;

export const BulkJob = z
  .object({
    id: z.string(),
    kind: z.enum(BULK_JOB_KINDS),
    filter: z.record(z.string(), z.unknown()),
    exclude: z.array(z.enum(BULK_EXCLUDABLE)),
    ratePerSecond: count.nullable(),
    max: count.nullable(),
    status: z.enum(["queued", "running", "done", "cancelled", "failed"]),
    total: count.meta({ description: "Deliveries that matched when it began" }),
    processed: count.meta({ description: "Looked at so far" }),
    retried: count.meta({ description: "Put back so far" }),
    cancelled: count.meta({ description: "Cancelled so far" }),
    skipped: count.meta({ description: "Looked at, and left as they were" }),
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

const job = BulkJob.nullable().meta({ description: "Null for a dry run" });

export const BulkRetryResult = z.object({ preview: BulkPreview, job }).meta({ id: "BulkRetryResult" });
export type BulkRetryResult = z.output<typeof BulkRetryResult>;

export const BulkCancelResult = z.object({ preview: BulkCancelPreview, job }).meta({ id: "BulkCancelResult" });
export type BulkCancelResult = z.output<typeof BulkCancelResult>;
