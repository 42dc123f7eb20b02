import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { LRUCache } from "lru-cache";
import { RE2JS } from "re2js";
import { MINUTE_MS, SECOND_MS } from "@/lib/core/clock";
import { type FieldError, invalidFields } from "@/lib/core/errors";
import { withinTime } from "./within-time";

const SCHEMA_CHARACTERS_MAX = 65_536;
const COMPILE_MS_MAX = 3 * SECOND_MS;
const CHECK_MS_MAX = SECOND_MS;
const TOO_LONG = "takes too long to check; make it simpler, with fewer references";

// Ingest checks each event of a busy type against the same few schemas; the seeded ones are the same text everywhere.
const compiled = new LRUCache<string, ValidateFunction>({ max: 5_000 });
/** Schemas that once took too long: whoever sends a thousand such events is held up once, and so is everybody else. */
const tooLong = new LRUCache<string, true>({ max: 5_000, ttl: MINUTE_MS });
const metaSchema = new Ajv2020({ strict: false, logger: false });

/**
 * Checks an event's data against its type's schema.
 * @param schemaText as it is stored.
 * @returns the first thing that is wrong, by path (`data.items.0`), or nothing. Listing all that is wrong with a
 * hostile megabyte would cost more than checking it.
 */
export function validateEventData(schemaText: string, data: unknown): FieldError[] {
  return validateValue(schemaText, data, "data");
}

/** @returns as `validateEventData`, with another name in front of the paths. */
export function validateValue(schemaText: string, value: unknown, root: string): FieldError[] {
  if (tooLong.has(schemaText)) return [{ path: "schema", message: TOO_LONG }];
  const validate = compileSchema(schemaText);
  try {
    const check = () => validate(value);
    const checked = isCheap(schemaText)
      ? { outcome: "done" as const, result: check() }
      : withinTime(CHECK_MS_MAX, check);
    if (checked.outcome === "done")
      return checked.result ? [] : (validate.errors ?? []).map((error) => fieldError(error, root));
    tooLong.set(schemaText, true);
    return [{ path: "schema", message: TOO_LONG }];
  } catch (error) {
    if (error instanceof RangeError) return [{ path: "schema", message: "refers to itself without end" }];
    throw error;
  }
}

/** Without references the work is at most the schema's size times the data's; with them it can double at each step. */
function isCheap(schemaText: string): boolean {
  return schemaText.length <= 4_096 && !/\$\w*ref/i.test(schemaText);
}

/** @throws AppError `validation_failed` on `schema` when it is no JSON Schema, or none that can be worked with. */
export function compileSchema(schemaText: string): ValidateFunction {
  const known = compiled.get(schemaText);
  if (known !== undefined) return known;
  if (schemaText.length > SCHEMA_CHARACTERS_MAX)
    throw invalidFields({ path: "schema", message: `must be at most ${SCHEMA_CHARACTERS_MAX} characters` });
  // Whatever draft it names, it is read as 2020-12.
  const { $schema: _draft, ...schema } = JSON.parse(schemaText) as Record<string, unknown>;
  if (metaSchema.validateSchema(schema) !== true)
    throw invalidFields(...(metaSchema.errors ?? []).slice(0, 5).map((error) => fieldError(error, "schema")));
  try {
    const timed = withinTime(COMPILE_MS_MAX, () => newAjv().compile(schema));
    if (timed.outcome === "too_long") throw new Error(TOO_LONG);
    compiled.set(schemaText, timed.result);
    return timed.result;
  } catch (error) {
    throw invalidFields({
      path: "schema",
      message: `cannot be used: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}

/** One a schema: an instance keeps every `$id` and pattern that it ever compiled. */
function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    meta: false,
    validateSchema: false,
    logger: false,
    // Copied in wherever they are named, references multiply the code.
    inlineRefs: false,
    code: { regExp: linearRegExp },
  });
  addFormats.default(ajv, { mode: "fast" });
  // The built-in one compares each item with every other.
  ajv.removeKeyword("uniqueItems");
  ajv.addKeyword({
    keyword: "uniqueItems",
    type: "array",
    schemaType: "boolean",
    validate: (unique: boolean, items: unknown[]) => !unique || new Set(items.map(canonical)).size === items.length,
    error: { message: "must not have the same item twice" },
  });
  return ajv;
}

// Patterns come from tenants: one that backtracks for ever would stop the process, so all run in linear time.
const linearRegExp = Object.assign(
  (pattern: string) => {
    const expression = RE2JS.compile(pattern);
    return { test: (value: string) => expression.matcher(value).find(), toString: () => pattern };
  },
  { code: "linearRegExp" },
);

function canonical(value: unknown): string {
  const sorted = (_key: string, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner;
  return JSON.stringify(value, sorted);
}

function fieldError({ instancePath, message, params }: ErrorObject, root: string): FieldError {
  const named: unknown = params.missingProperty ?? params.additionalProperty;
  const segments = instancePath
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
  const path = [root, ...segments, ...(typeof named === "string" ? [named] : [])].join(".");
  return { path, message: params.missingProperty === undefined ? (message ?? "is not valid") : "is missing" };
}
