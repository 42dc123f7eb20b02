import { invalidFields } from "@/lib/core/errors";
import { validateValue } from "./compile-schema";

/** @throws AppError `validation_failed` when the schema is unusable, or when the example breaks it. */
export function requireConsistent(schema: string | null, example: string | null): void {
  if (schema === null) return;
  // Without an example anything will do: this shows that the schema compiles, and that checking comes to an end.
  const errors = validateValue(schema, example === null ? {} : JSON.parse(example), "example");
  const serious = example === null ? errors.filter(({ path }) => path === "schema") : errors;
  if (serious.length > 0) throw invalidFields(...serious);
}
