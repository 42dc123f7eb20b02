import { z } from "zod";
import { anyOf, EventTypePattern, idOf, InstantInput, textOf } from "@/lib/core/schemas";
import { DELIVERY_STATUSES, DELIVERY_TRIGGERS } from "./constants";

export const DeliveryStatus = z.enum(DELIVERY_STATUSES, {
  error: `is no status; known are ${DELIVERY_STATUSES.join(", ")}`,
});
export type DeliveryStatus = z.output<typeof DeliveryStatus>;

const Trigger = z.enum(DELIVERY_TRIGGERS, { error: `is no trigger; known are ${DELIVERY_TRIGGERS.join(", ")}` });

const Code = z
  .string()
  .regex(/^([1-5]xx|[1-5]\d\d|[1-5]\d\d-[1-5]\d\d|none)$/, "is no code: use 429, 5xx, 500-503, or none for no answer")
  .refine((code) => !code.includes("-") || code.slice(0, 3) <= code.slice(4), "is a range that ends before it begins");
const Cause = z.string().regex(/^[a-z_0-9]{1,40}$/, "is no cause such as conn_refused");

const Bound = z.string().regex(/^(gte|lte):\d{1,7}$/, "is no bound: use gte:3 for at least 3, lte:3 for at most 3");

/** As many as a list of the dashboard lets somebody tick. */
export const DELIVERY_IDS_MAX = 1_000;

/** The one filter that lists, counts, exports and bulk jobs share. */
export const deliveryFilterFields = {
  id: anyOf(idOf("delivery"), DELIVERY_IDS_MAX).optional(),
  status: anyOf(DeliveryStatus).optional(),
  webhookId: anyOf(idOf("webhook")).optional(),
  projectId: idOf("project").optional(),
  eventType: anyOf(EventTypePattern).optional().meta({ description: "Types or prefixes such as project.*" }),
  eventId: idOf("event").optional(),
  code: anyOf(Code).optional().meta({ description: "Last HTTP status: 429, 5xx, 500-503, or none for no answer" }),
  error: anyOf(Cause).optional().meta({ description: "Why the last attempt failed, such as conn_refused" }),
  trigger: anyOf(Trigger).optional(),
  job: idOf("bulkJob").optional().meta({ description: "What this bulk job put back or cancelled" }),
  attempts: Bound.optional().meta({ description: "Attempts made: gte:3 or lte:3" }),
  latency: Bound.optional().meta({ description: "Milliseconds that the last attempt took: gte:1000 or lte:1000" }),
  from: InstantInput.optional().meta({ description: "Created at or after" }),
  to: InstantInput.optional().meta({ description: "Created before" }),
  q: textOf(200)
    .optional()
    .meta({ description: "An id, free text in the payload, or data.customer.id:123 for a value at a path" }),
};

export const DeliveryFilter = z.strictObject(deliveryFilterFields).meta({ id: "DeliveryFilter" });
export type DeliveryFilter = z.output<typeof DeliveryFilter>;
