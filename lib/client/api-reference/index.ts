import { exampleOf, type Field, fieldsOf, type JsonSchema, objectOf, resolve, type Schemas, typeOf } from "./schema";

export type { Field } from "./schema";

type Content = Readonly<Record<string, { schema?: JsonSchema }>>;

type DocumentOperation = {
  operationId?: string;
  tags?: readonly string[];
  summary?: string;
  description?: string;
  security?: readonly object[];
  parameters?: readonly { name: string; in: string; required?: boolean; description?: string; schema?: JsonSchema }[];
  requestBody?: { required?: boolean; content?: Content };
  responses?: Readonly<Record<string, { description?: string; content?: Content }>>;
};

/** As much of the OpenAPI document as the reference shows. */
export type ApiDocument = {
  paths?: Readonly<Record<string, Readonly<Record<string, DocumentOperation>>>>;
  components?: { schemas?: Schemas };
};

export type Parameter = Field & { in: string };
/** `object` is the described object that is sent or answered; without one, its fields stand here. */
export type Payload = { type: string; object: string | null; fields: readonly Field[]; example: string | null };
export type Answer = { status: string; description: string; contentType: string | null; payload: Payload | null };

export type ApiCall = {
  id: string;
  method: string;
  path: string;
  summary: string;
  /** In words: a scope, any member or key, or nothing. */
  needs: string;
  parameters: readonly Parameter[];
  body: (Payload & { required: boolean }) | null;
  answers: readonly Answer[];
  /** The call as a command for a shell. */
  command: string;
};

/** Calls that belong together, and the objects they speak of. */
export type ApiGroup = { slug: string; title: string; calls: readonly ApiCall[]; objects: readonly ApiObject[] };
export type ApiObject = { name: string; fields: readonly Field[] };

/** @returns the first words of a summary as a heading, and what explains them as a sentence. */
export function splitSummary(summary: string): { title: string; rest: string } {
  const [, title = summary, rest = ""] = /^([^;:,]+)[;:,]\s*(.+)$/.exec(summary) ?? [];
  return { title, rest: rest === "" ? "" : `${rest.charAt(0).toUpperCase()}${rest.slice(1)}.` };
}

/** @returns the reference that the documentation shows, group by group in the order of the document. */
export function readApiReference(document: ApiDocument, origin: string): ApiGroup[] {
  const schemas = document.components?.schemas ?? {};
  const groups = new Map<string, ApiCall[]>();
  for (const [path, methods] of Object.entries(document.paths ?? {}))
    for (const [method, operation] of Object.entries(methods)) {
      const title = operation.tags?.[0] ?? "Other";
      const calls = groups.get(title) ?? [];
      calls.push(callOf(method.toUpperCase(), path, operation, { schemas, origin }));
      groups.set(title, calls);
    }
  return [...groups].map(([title, calls]) => ({
    slug: title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
    title,
    calls,
    objects: objectsOf(calls, schemas),
  }));
}

function callOf(
  method: string,
  path: string,
  operation: DocumentOperation,
  { schemas, origin }: { schemas: Schemas; origin: string },
): ApiCall {
  const bodySchema = operation.requestBody?.content?.["application/json"]?.schema;
  const body =
    bodySchema === undefined
      ? null
      : { ...payloadOf(bodySchema, schemas, true), required: operation.requestBody?.required === true };
  const isPublic = operation.security?.length === 0;
  return {
    id: operation.operationId ?? `${method} ${path}`,
    method,
    path,
    summary: operation.summary ?? "",
    needs: isPublic
      ? "no credentials"
      : (/`([a-z-]+:[a-z-]+)`/.exec(operation.description ?? "")?.[1] ?? "any member or key"),
    parameters: (operation.parameters ?? []).map(({ name, in: place, required = false, description, schema = {} }) => ({
      ...(fieldsOf(
        { properties: { [name]: { ...schema, description } }, required: required ? [name] : [] },
        schemas,
      )[0] ?? {
        name,
        type: typeOf(schema),
        object: null,
        required,
        description: description ?? "",
      }),
      in: place,
    })),
    body,
    answers: Object.entries(operation.responses ?? {}).map(([status, { description = "", content = {} }]) => {
      const [contentType = null] = Object.keys(content);
      const schema = contentType === "application/json" ? content[contentType]?.schema : undefined;
      return { status, description, contentType, payload: schema === undefined ? null : payloadOf(schema, schemas) };
    }),
    command: commandOf({ method, url: `${origin}${path}`, isPublic, body: body?.example ?? null }),
  };
}

function payloadOf(schema: JsonSchema, schemas: Schemas, onlyRequired = false): Payload {
  const resolved = resolve(schema, schemas);
  const { required = [], properties = {} } = resolved;
  const shown =
    onlyRequired && required.length > 0 ? Object.keys(properties).filter((name) => required.includes(name)) : null;
  const example = exampleOf(
    shown === null
      ? resolved
      : { ...resolved, properties: Object.fromEntries(shown.map((name) => [name, properties[name] ?? {}])) },
    schemas,
  );
  const object = objectOf(schema);
  return {
    type: typeOf(schema),
    object,
    fields: object === null || onlyRequired ? fieldsOf(schema, schemas) : [],
    example: example === undefined ? null : JSON.stringify(example, null, 2),
  };
}

function commandOf(call: { method: string; url: string; isPublic: boolean; body: string | null }): string {
  const lines = [
    `curl ${call.method === "GET" ? "" : `-X ${call.method} `}"${call.url}"`,
    ...(call.isPublic ? [] : [`  -H "Authorization: Bearer YOUR_API_KEY"`]),
    ...(call.body === null
      ? []
      : [
          `  -H "Content-Type: application/json"`,
          `  -d '${call.body.replaceAll("'", String.raw`'\''`).replaceAll("\n", "\n  ")}'`,
        ]),
  ];
  return lines.join(" \\\n");
}

/** Every object that the calls name, and those that these name, each once. */
function objectsOf(calls: readonly ApiCall[], schemas: Schemas): ApiObject[] {
  const names = new Set<string>();
  const add = (name: string | null) => {
    if (name === null || names.has(name) || schemas[name] === undefined) return;
    names.add(name);
    for (const { object } of fieldsOf(schemas[name], schemas)) add(object);
  };
  for (const { body, answers } of calls) {
    for (const { object } of body?.fields ?? []) add(object);
    for (const { payload } of answers) {
      add(payload?.object ?? null);
      for (const { object } of payload?.fields ?? []) add(object);
    }
  }
  return [...names].sort().flatMap((name) => {
    const fields = fieldsOf(schemas[name] ?? {}, schemas);
    return fields.length === 0 ? [] : [{ name, fields }];
  });
}
