import { createSchema, type Schema } from "genson-js";

/** @returns a JSON Schema that an example fits: its fields with their types, all of them required. */
export function inferSchema(example: unknown): object {
  return openNulls(createSchema(example));
}

/** A null says that a field may be empty, not that it always is. */
function openNulls(schema: Schema): object {
  const { type, properties, items, ...rest } = schema;
  return {
    ...(type !== undefined && type !== "null" && { type }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, openNulls(inner)])),
    }),
    ...(items !== undefined && { items: openNulls(items) }),
    ...rest,
  };
}
