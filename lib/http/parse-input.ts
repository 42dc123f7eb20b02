import { z } from "zod";
import { AppError, type FieldError, invalidFields } from "@/lib/core/errors";

const ERRORS_MAX = 20;

/** @returns the schema with unknown fields refused, unless it says itself what to do with them. */
export function strictly<Schema extends z.ZodType>(schema: Schema): Schema {
  const closed = schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema;
  return closed as Schema;
}

/** @throws AppError `not_found`: an id that cannot exist is answered like one that does not. */
export function parseParams<Schema extends z.ZodType>(
  schema: Schema,
  params: Record<string, unknown>,
): z.output<Schema> {
  const parsed = schema.safeParse(params);
  if (!parsed.success) throw new AppError("not_found", "There is nothing at this address.");
  return parsed.data;
}

/** @throws AppError `validation_failed` that names each bad parameter, `bad_request` for what no parameter can hold. */
export function parseQuery<Schema extends z.ZodType>(schema: Schema, query: URLSearchParams): z.output<Schema> {
  const values = [...new Set(query.keys())].map((name): [string, string | string[]] => {
    const all = query.getAll(name);
    if (`${name}${all.join("")}`.includes("\0"))
      throw new AppError("bad_request", "The query has the character U+0000.");
    return [name, all.length === 1 ? (all[0] ?? "") : all];
  });
  // Unlike an assignment, this makes a field of `__proto__` too.
  return parseFields(strictly(schema), Object.fromEntries(values));
}

/** @throws AppError `validation_failed` that names each bad field. */
export function parseFields<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidFields(...parsed.error.issues.flatMap(fieldErrors).slice(0, ERRORS_MAX));
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const at = issue.path.map(String);
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      path: [...at, key === "" ? `""` : key].join("."),
      message: "is not a field of this call; remove it",
    }));
  return [{ path: at.join(".") || "body", message: issue.message }];
}
