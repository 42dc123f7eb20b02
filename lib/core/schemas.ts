import { z } from "zod";
import { ID_PREFIXES, type IdKind } from "./id-format";

/** Zod schemas that several domains share. Browser-safe. */

/** @returns the schema of an id of that kind. As a path parameter a malformed one is the 404 of a missing row. */
export function idOf(kind: IdKind) {
  return z
    .string()
    .regex(
      new RegExp(`^${ID_PREFIXES[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`),
      `is not an id such as ${ID_PREFIXES[kind]}_01h455vb4pex5vsknk084sn02q`,
    )
    .meta({ example: `${ID_PREFIXES[kind]}_01h455vb4pex5vsknk084sn02q` });
}

/** A time in an answer: takes the row's Date, gives ISO 8601 UTC with milliseconds. */
export const Instant = z
  .preprocess(
    (value: Date | string) => (value instanceof Date ? value.toISOString() : value),
    z.iso.datetime({ precision: 3 }),
  )
  .meta({ example: "2026-11-23T12:00:00.000Z" });

/** A time in an input: ISO 8601 with a zone, given to the verb as a Date; none of years that PostgreSQL reads otherwise. */
export const InstantInput = z.iso
  .datetime({ offset: true, error: "is not a time such as 2026-11-23T12:00:00.000Z" })
  .transform((text) => new Date(text))
  .refine((time) => time.getTime() >= 0, "must not be before 1970");

/** @returns the schema of a line or paragraph that people wrote: trimmed, not empty, of characters that PostgreSQL can hold. */
export function textOf(lengthMax: number) {
  return z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(lengthMax, `must be at most ${lengthMax} characters`)
    .refine((text) => !/[\0\p{Surrogate}]/u.test(text), "must not contain U+0000 or half of a surrogate pair");
}

export const PAGE_LIMIT_MAX = 200;

/** @returns the schema of a number of rows: digits in an address, a number in the code. `Number` alone would read 1e2 and 0x10. */
export function limitOf(max: number) {
  return z
    .preprocess(
      (given: string | number | undefined) =>
        typeof given === "string" && /^\d{1,9}$/.test(given) ? Number(given) : given,
      z.number({ error: "is not a whole number such as 50" }).int().min(1).max(max),
    )
    .meta({ description: "Rows in the answer" });
}

/** What every list takes; extend it with the list's own filters. */
export const PageQuery = z.strictObject({
  limit: limitOf(PAGE_LIMIT_MAX).default(50),
  cursor: z.string().max(500).optional().meta({ description: "nextCursor of the page before" }),
});
export type PageQuery = z.output<typeof PageQuery>;

/** @returns the schema of a list's answer, newest first. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    data: z.array(item),
    nextCursor: z.string().nullable().meta({ description: "Give it as cursor to go on; null on the last page" }),
  });
}

const LIST_MAX = 50;

/** @returns the schema of a filter that takes several values, any of which will do: separated by commas, or as a list in JSON. */
export function anyOf<Item extends z.ZodType<string, string>>(item: Item, countMax = LIST_MAX) {
  return z
    .union([z.string(), z.array(z.string())])
    .transform((given) => (typeof given === "string" ? given.split(",").map((part) => part.trim()) : given))
    .pipe(z.array(item).min(1).max(countMax, `must have at most ${countMax} values`));
}

/** What a subscription or a filter names: an event type, a prefix such as `project.*`, or `*` for all. */
export const EventTypePattern = z
  .string()
  .max(102)
  .regex(
    /^([A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*(\.\*)?|\*)$/,
    "is no event type such as project.created, prefix such as project.*, or *",
  );
