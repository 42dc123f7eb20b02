import { z } from "zod";
import { Instant, pageOf, PageQuery, textOf } from "@/lib/core/schemas";

const NAME_LENGTH_MAX = 100;

/** noun.verb: parts of lower-case letters, digits and `_`, joined by dots. */
export const EventTypeName = z
  .string()
  .max(NAME_LENGTH_MAX)
  .regex(
    /^[a-z0-9_]+(\.[a-z0-9_]+)*$/,
    "is not a type name such as invoice.paid: lower-case letters, digits and _, in parts joined by dots",
  )
  .meta({ example: "invoice.paid" });

const DataSchema = z
  .record(z.string(), z.unknown())
  .meta({ description: "JSON Schema (2020-12) that data must satisfy", example: { type: "object" } });
const Example = z
  .unknown()
  .meta({ description: "An example of data; it must satisfy the schema", example: { id: "inv_1" } });

export const EventType = z
  .object({
    name: z.string(),
    description: z.string().nullable(),
    schema: z.record(z.string(), z.unknown()).nullable(),
    example: z.unknown().meta({ description: "An example of data, null without one" }),
    own: z.boolean().meta({ description: "Posthorn itself triggers it: its schema stays, and it cannot be deleted" }),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: "EventType" });
export type EventType = z.output<typeof EventType>;

export const EventTypePage = pageOf(EventType);
export const ListEventTypesQuery = PageQuery;

export const CreateEventTypeInput = z.strictObject({
  name: EventTypeName.refine(
    (name) => !name.startsWith("webhook."),
    "must not start with webhook., which is for Posthorn's own events",
  ),
  description: textOf(500).nullish(),
  schema: DataSchema.nullish(),
  example: Example.optional(),
});
export type CreateEventTypeInput = z.output<typeof CreateEventTypeInput>;

export const UpdateEventTypeInput = z.strictObject({
  description: textOf(500).nullish(),
  schema: DataSchema.nullish(),
  example: Example.optional(),
});
export type UpdateEventTypeInput = z.output<typeof UpdateEventTypeInput>;
