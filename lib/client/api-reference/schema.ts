/** What the reference reads of a JSON Schema; the OpenAPI document has nothing else. */
export type JsonSchema = {
  $ref?: string;
  type?: string | readonly string[];
  enum?: readonly unknown[];
  const?: unknown;
  format?: string;
  description?: string;
  default?: unknown;
  example?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  items?: JsonSchema;
  additionalProperties?: boolean | JsonSchema;
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  allOf?: readonly JsonSchema[];
};

export type Schemas = Readonly<Record<string, JsonSchema>>;

/** One line of a table of fields. `object` names the described object it holds, if it holds one. */
export type Field = { name: string; type: string; object: string | null; required: boolean; description: string };

const DEPTH_MAX = 3;

/** @returns the fields of an object, those of objects inside of it with their path: `health.state`, `series[].at`. */
export function fieldsOf(schema: JsonSchema, schemas: Schemas, path = "", depth = 0): Field[] {
  const { properties = {}, required = [] } = resolve(schema, schemas);
  return Object.entries(properties).flatMap(([name, property]) => {
    const own = `${path}${name}`;
    const field = {
      name: own,
      type: typeOf(property),
      object: objectOf(property),
      required: required.includes(name),
      description: describe(property, schemas),
    };
    const inner = property.items ?? property;
    const hasInner = inner.$ref === undefined && inner.properties !== undefined && depth < DEPTH_MAX;
    const innerPath = `${own}${property.items === undefined ? "" : "[]"}.`;
    return hasInner ? [field, ...fieldsOf(inner, schemas, innerPath, depth + 1)] : [field];
  });
}

/** @returns the schema that is meant: a reference followed, and what is put together as one. */
export function resolve(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const known = nameOf(schema);
  if (known !== null) return schemas[known] === undefined ? {} : resolve(schemas[known], schemas);
  if (schema.allOf === undefined) return schema;
  const parts = [...schema.allOf.map((part) => resolve(part, schemas)), schema];
  return {
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: parts.flatMap(({ required = [] }) => required),
  };
}

/** @returns the name of the described object that a schema is a reference to, or a list of. */
export function objectOf(schema: JsonSchema): string | null {
  const choices = schema.anyOf ?? schema.oneOf ?? [];
  const only = choices.filter(({ type }) => type !== "null");
  return (
    nameOf(schema) ??
    (schema.items && objectOf(schema.items)) ??
    (only[0] && only.length === 1 ? objectOf(only[0]) : null)
  );
}

function nameOf({ $ref }: JsonSchema): string | null {
  return $ref === undefined ? null : $ref.slice($ref.lastIndexOf("/") + 1);
}

/** @returns the type in words: `string`, `integer or null`, `list of Webhook`, `active | paused`. */
export function typeOf(schema: JsonSchema): string {
  const name = nameOf(schema);
  if (name !== null) return name;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map(typeOf))].join(" or ");
  if (schema.enum !== undefined) return schema.enum.map(String).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? ["any"]);
  return types
    .map((type) => (type === "array" ? `list of ${typeOf(schema.items ?? {})}` : plain(type, schema)))
    .join(" or ");
}

function plain(type: string, { format, additionalProperties }: JsonSchema): string {
  if (type === "string" && format === "date-time") return "time";
  if (type === "object" && typeof additionalProperties === "object") return `object of ${typeOf(additionalProperties)}`;
  return type;
}

/** What is said of it, and its bounds. */
function describe(schema: JsonSchema, schemas: Schemas): string {
  const { description, minimum, maximum, maxLength, maxItems, default: preset } = schema;
  const bounds = [
    minimum !== undefined && minimum > 0 && `from ${minimum}`,
    maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && `to ${maximum}`,
    maxLength !== undefined && `up to ${maxLength} characters`,
    maxItems !== undefined && `up to ${maxItems}`,
    preset !== undefined && `default ${JSON.stringify(preset)}`,
  ].filter((bound) => bound !== false);
  const said = description ?? (nameOf(schema) === null ? undefined : resolve(schema, schemas).description);
  return [said, bounds.join(", ")].filter((part) => part !== undefined && part !== "").join("; ");
}

const EXAMPLE_DEPTH_MAX = 6;

/** @returns a value that fits the schema: its own examples where it has some. */
export function exampleOf(given: JsonSchema, schemas: Schemas, depth = 0): unknown {
  const schema = resolve(given, schemas);
  if (schema.example !== undefined) return schema.example;
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (depth > EXAMPLE_DEPTH_MAX) return null;
  if (choice !== undefined) return exampleOf(choice, schemas, depth + 1);
  const type =
    typeof schema.type === "string" ? schema.type : schema.type?.includes("null") ? "null" : schema.type?.[0];
  if (type === "object" || schema.properties !== undefined)
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, property]) => [
        name,
        exampleOf(property, schemas, depth + 1),
      ]),
    );
  if (type === "array") return schema.items === undefined ? [] : [exampleOf(schema.items, schemas, depth + 1)];
  if (type === "string") return schema.format === "date-time" ? "2026-11-23T12:00:00.000Z" : "…";
  if (type === "integer" || type === "number") return Math.max(schema.minimum ?? 1, 1);
  return type === "boolean" ? true : null;
}
