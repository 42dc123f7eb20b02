import { z } from "zod";
import { Instant } from "@/lib/core/schemas";
import { DeliveryFilter, DeliveryStatus } from "./filter-schema";

const count = z.int();

/** What can be taken out of a filter; the two ends of the time go together. */
export const FILTER_PARTS = [
  "id",
  "status",
  "webhookId",
  "projectId",
  "eventType",
  "eventId",
  "code",
  "error",
  "trigger",
  "job",
  "attempts",
  "latency",
  "q",
  "time",
] as const;
export type FilterPart = (typeof FILTER_PARTS)[number];

export const SummariseDeliveriesQuery = DeliveryFilter;

export const DeliverySummary = z
  .object({
    total: count,
    exact: z.boolean().meta({ description: "Otherwise `total` is about right (`counters`) or at least that (`rows`)" }),
    basis: z.enum(["rows", "counters"]).meta({
      description: "Rows were counted; or, beyond 10,000 of them, the counters of webhooks, a minute or an hour each",
    }),
    cutShort: z.enum(["count", "time"]).nullable().meta({
      description: "Why rows before `countedFrom` were not looked at: enough were found, or the time was up",
    }),
    countedFrom: Instant.nullable().meta({ description: "Null when all that the filter means was looked at" }),
    byStatus: z.array(z.object({ status: DeliveryStatus, count })),
    histogram: z
      .object({
        from: Instant,
        to: Instant,
        stepMs: count,
        buckets: z
          .array(z.object({ at: Instant, delivered: count, failed: count, waiting: count, cancelled: count }))
          .meta({ description: "Oldest first; without those in which nothing was found" }),
      })
      .nullable()
      .meta({ description: "By the time of creation; null when the workspace has no deliveries" }),
    hasAny: z.boolean().meta({ description: "Whether the workspace has any delivery at all" }),
    without: z
      .array(z.object({ part: z.enum(FILTER_PARTS), total: count, exact: z.boolean() }))
      .meta({ description: "When nothing was found: what each part of the filter hides, most first" }),
  })
  .meta({ id: "DeliverySummary" });
export type DeliverySummary = z.output<typeof DeliverySummary>;
