import { z } from "zod";
import { EventTypePattern, idOf, Instant, InstantInput, pageOf, PageQuery } from "@/lib/core/schemas";
import { detailFields } from "./detail-schema";
import { deliveryFilterFields, DeliveryStatus } from "./filter-schema";

export * from "./bulk-schemas";
export * from "./detail-schema";
export * from "./filter-schema";
export * from "./summary-schema";

export const ListDeliveriesQuery = PageQuery.extend(deliveryFilterFields);
export type ListDeliveriesQuery = z.output<typeof ListDeliveriesQuery>;

export const EXPORT_FORMATS = ["csv", "ndjson", "json"] as const;
/** Rows of one export; what is left out is said at its end. */
export const EXPORT_ROWS_MAX = 100_000;

export const ExportDeliveriesQuery = z.strictObject({
  format: z.enum(EXPORT_FORMATS).default("csv").meta({ description: "csv, ndjson (a line a delivery) or json" }),
  ...deliveryFilterFields,
});
export type ExportDeliveriesQuery = z.output<typeof ExportDeliveriesQuery>;

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

export const DeliveryDetail = Delivery.extend(detailFields).meta({ id: "DeliveryDetail" });
export type DeliveryDetail = z.output<typeof DeliveryDetail>;

export const NeighboursQuery = z.strictObject(deliveryFilterFields);
export type NeighboursQuery = z.output<typeof NeighboursQuery>;

export const Neighbours = z
  .object({
    newerId: z.string().nullable().meta({ description: "The next newer delivery that matches the filter" }),
    olderId: z.string().nullable(),
  })
  .meta({ id: "DeliveryNeighbours" });
export type Neighbours = z.output<typeof Neighbours>;

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
