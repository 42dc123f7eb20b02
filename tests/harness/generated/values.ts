import fc, { type Arbitrary } from "fast-check";
import { resolveSchema, type Schema } from "./document";

/** What no schema can say: real ids by their prefix, and values for fields that mean something, by the field's name. */
export type Known = { ids: Record<string, string[]>; fields: Record<string, Arbitrary<unknown>> };

/** JSON text that JSON.stringify would not write; `toJson` puts it in as it is. */
const raw = (text: string): string => `@raw@${text}@raw@`;

/** @returns the JSON of a generated value, with the texts in it that no JavaScript value could stand for. */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/"@raw@(.*?)@raw@"/g, (_all, text: string) => JSON.parse(`"${text}"`));
}

/** Texts that once broke something somewhere. */
export const HOSTILE_TEXTS = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "\udfff\ud800",
  "\u202e\u2066evil",
  "\ufeff",
  "\u{1f4a9}".repeat(50),
  "é".normalize("NFD").repeat(60),
  "NaN",
  "Infinity",
  "-0",
  "1e400",
  "0x10",
  "12345678901234567890",
  "null",
  "undefined",
  "__proto__",
  "constructor",
  "' OR 1=1; DROP TABLE events; --",
  '"><script>alert(1)</script>',
  "%00%0a%ff",
  "../../../etc/passwd",
  "${jndi:ldap://127.0.0.1/a}",
  "{{7*7}}",
  "\r\nX-Injected: 1",
  "a,b,,c",
  "data.a.b:c",
  "data.".repeat(40),
  "%_\\%",
  "2026-02-30T25:61:61Z",
  "+275760-09-13T00:00:00.001Z",
  "9999-12-31T23:59:59.999Z",
  "x".repeat(70_000),
];

const edgeNumbers = [0, -1, 1.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, -(2 ** 63), 1e308, Number.MIN_VALUE];
const HOSTILE_NUMBERS = [
  ...["1e400", "-1e400", "1E-400", "12345678901234567890", "0.1e1", "-0", "1.0"].map(raw),
  ...edgeNumbers,
];

const nested = (depth: number): string => raw(`${"[".repeat(depth)}${"]".repeat(depth)}`);
const prototypes: unknown[] = [
  Object.fromEntries([["__proto__", { admin: true }]]),
  { constructor: { prototype: { admin: true } } },
  { toString: null, valueOf: 1, hasOwnProperty: "x" },
  { length: -1, toJSON: "y" },
];

/** @returns anything that JSON can say and no operation asks for. */
export function hostileValue(): Arbitrary<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<unknown>(...HOSTILE_TEXTS) },
    { weight: 3, arbitrary: fc.constantFrom<unknown>(...HOSTILE_NUMBERS) },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [null], [[]], [{}], { "": "" }) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(...prototypes) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(nested(150), nested(5_000), Array(2_000).fill("a")) },
    { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
    { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  );
}

/** @returns values that the schema takes, by all that it says. */
export function validValue(given: Schema, known: Known, field = ""): Arbitrary<unknown> {
  const schema = resolveSchema(given);
  const meant = known.fields[field];
  // The events of a batch are not the events of a webhook, nor is a status code a status.
  if (meant !== undefined && schema.items?.$ref === undefined && schema.type !== "integer") return meant;
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((part) => validValue(part, known, field)));
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type) => validValue({ ...schema, type }, known, field)));
  switch (schema.type) {
    case "string":
      return validText(schema, known);
    case "integer":
      return fc.integer({ min: schema.minimum ?? -1_000_000, max: schema.maximum ?? 1_000_000 });
    case "number":
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(validValue(schema.items ?? {}, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 5, 5),
      });
    case "object":
      return validObject(schema, known);
    default:
      return fc.jsonValue({ maxDepth: 3 });
  }
}

function validObject(schema: Schema, known: Known): Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {}).map(
    ([name, part]) => [name, validValue(part, known, name)] as const,
  );
  if (properties.length > 0)
    return fc.record(Object.fromEntries(properties), { requiredKeys: (schema.required ?? []) as never[] });
  const extra = typeof schema.additionalProperties === "object" ? schema.additionalProperties : {};
  return fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/), validValue(extra, known), { maxKeys: 4 });
}

function validText({ pattern, format, minLength = 0, maxLength = 200 }: Schema, known: Known): Arbitrary<string> {
  if (format === "date-time")
    return fc.date({ min: new Date(0), max: new Date("9998"), noInvalidDate: true }).map((date) => date.toISOString());
  if (pattern === undefined)
    return fc
      .string({ unit: "grapheme", minLength, maxLength: Math.min(maxLength, 50) })
      .filter((text) => text.trim().length >= minLength);
  const real = known.ids[/^\^([a-z]+)_\[/.exec(pattern)?.[1] ?? ""] ?? [];
  const any = fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= maxLength);
  return real.length === 0 ? any : fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...real) }, any);
}

/** @returns the least and the most that the schema takes, and what lies just beyond. */
export function boundaryValue(given: Schema): Arbitrary<unknown> {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, items, enum: choices } = resolveSchema(given);
  const edges = (edge: number | undefined) => (edge === undefined ? [] : [edge - 1, edge, edge + 1]);
  const lengths = [...edges(minLength), ...edges(maxLength)].filter((length) => length >= 0);
  const counts = [...edges(minItems), ...edges(maxItems)].filter((count) => count >= 0);
  const item = sampleOf(items ?? {});
  const values: unknown[] = [
    ...edges(minimum),
    ...edges(maximum),
    ...lengths.flatMap((length) => ["a".repeat(length), "\u{1f600}".repeat(length)]),
    ...counts.map((count) => Array<unknown>(count).fill(item)),
    ...(choices ?? []).flatMap((choice) => [String(choice).toUpperCase(), `${String(choice)} `]),
    "",
    " ",
    null,
    0,
    [],
    {},
  ];
  return fc.constantFrom(...values);
}

function sampleOf(given: Schema): unknown {
  const { enum: choices, type, pattern } = resolveSchema(given);
  if (choices !== undefined) return choices[0];
  if (pattern !== undefined) return "a.b";
  return type === "object" ? {} : type === "number" ? 1_000 : "a";
}
