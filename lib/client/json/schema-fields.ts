/** A field that a JSON Schema describes, as a row of a table. */
export type SchemaField = {
  /** From the top: `items[].sku`. */
  path: string;
  name: string;
  depth: number;
  type: string;
  isRequired: boolean;
  /** The only values that it may have, as JSON. */
  values: string[];
  description: string | null;
  /** Further limits, in words. */
  limits: string[];
};

type Json = Record<string, unknown>;

const ROWS_MAX = 500;
const DEPTH_MAX = 12;

/** @returns the fields of data under a schema, outer ones before those inside of them. */
export function schemaFields(schema: object): SchemaField[] {
  const rows: SchemaField[] = [];
  walk(schema as Json, { root: schema as Json, path: "", depth: 0, rows });
  return rows;
}

type Walk = { root: Json; path: string; depth: number; rows: SchemaField[] };

function walk(given: Json, { root, path, depth, rows }: Walk): void {
  const schema = merged(given, root);
  const required = new Set(arrayOf(schema.required));
  for (const [name, value] of Object.entries(objectOf(schema.properties) ?? {})) {
    if (rows.length >= ROWS_MAX) return;
    const field = merged(objectOf(value) ?? {}, root);
    const fieldPath = path === "" ? name : `${path}.${name}`;
    rows.push({ ...describe(field, root), path: fieldPath, name, depth, isRequired: required.has(name) });
    if (depth < DEPTH_MAX) walkInside(field, { root, path: fieldPath, depth: depth + 1, rows });
  }
}

function walkInside(field: Json, walkState: Walk): void {
  const items = objectOf(field.items);
  if (items === undefined) walk(field, walkState);
  else walk(items, { ...walkState, path: `${walkState.path}[]` });
}

function describe(field: Json, root: Json): Pick<SchemaField, "type" | "values" | "description" | "limits"> {
  const values = "const" in field ? [field.const] : Array.isArray(field.enum) ? field.enum : [];
  return {
    type: typeOf(field, root),
    values: values.map((value) => JSON.stringify(value)),
    description: typeof field.description === "string" ? field.description : null,
    limits: limitsOf(field),
  };
}

function typeOf(field: Json, root: Json): string {
  const types = typeof field.type === "string" ? [field.type] : arrayOf(field.type);
  const items = objectOf(field.items);
  const named = types.map((type) => (type === "array" && items !== undefined ? arrayName(items, root) : type));
  if (named.length > 0) return named.join(" or ");
  const choices = [field.oneOf, field.anyOf].find(Array.isArray);
  if (choices !== undefined)
    return [...new Set(choices.map((choice) => typeOf(merged(objectOf(choice) ?? {}, root), root)))].join(" or ");
  if (field.properties !== undefined) return "object";
  if (items !== undefined) return arrayName(items, root);
  return "any";
}

function arrayName(items: Json, root: Json): string {
  const type = typeOf(merged(items, root), root);
  return type === "any" ? "array" : `array of ${type}`;
}

const LIMIT_WORDS: readonly (readonly [string, (value: unknown) => string])[] = [
  ["format", (value) => `format ${String(value)}`],
  ["minimum", (value) => `at least ${String(value)}`],
  ["exclusiveMinimum", (value) => `more than ${String(value)}`],
  ["maximum", (value) => `at most ${String(value)}`],
  ["exclusiveMaximum", (value) => `less than ${String(value)}`],
  ["multipleOf", (value) => `a multiple of ${String(value)}`],
  ["minLength", (value) => `${String(value)} characters or more`],
  ["maxLength", (value) => `${String(value)} characters or fewer`],
  ["minItems", (value) => `${String(value)} items or more`],
  ["maxItems", (value) => `${String(value)} items or fewer`],
  ["pattern", (value) => `matches ${String(value)}`],
];

function limitsOf(field: Json): string[] {
  const limits = LIMIT_WORDS.flatMap(([name, words]) => (field[name] === undefined ? [] : [words(field[name])]));
  if (field.uniqueItems === true) limits.push("no item twice");
  if (field.additionalProperties === false) limits.push("no other fields");
  return limits;
}

/** The schema with what it refers to, and all of its parts, in one. */
function merged(schema: Json, root: Json, refs: readonly string[] = []): Json {
  const { $ref, allOf, ...own } = schema;
  const target = typeof $ref === "string" && !refs.includes($ref) ? resolve($ref, root) : undefined;
  const parts = Array.isArray(allOf) ? allOf.map((part) => objectOf(part) ?? {}) : [];
  const seen = typeof $ref === "string" ? [...refs, $ref] : refs;
  return [...(target === undefined ? [] : [target]), ...parts]
    .map((part) => merged(part, root, seen))
    .reduceRight<Json>((rest, part) => combine(part, rest), own);
}

function combine(a: Json, b: Json): Json {
  const properties = { ...objectOf(a.properties), ...objectOf(b.properties) };
  const required = [...arrayOf(a.required), ...arrayOf(b.required)];
  return {
    ...a,
    ...b,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  };
}

function resolve(ref: string, root: Json): Json | undefined {
  if (ref === "#") return root;
  if (!ref.startsWith("#/")) return undefined;
  const segments = ref
    .slice(2)
    .split("/")
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
  return segments.reduce<Json | undefined>((inner, segment) => objectOf(inner?.[segment]), root);
}

function objectOf(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function arrayOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
