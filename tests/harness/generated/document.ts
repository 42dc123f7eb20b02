import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { buildOpenApi } from "@/lib/http";
import { allOperations } from "@/lib/http/operations";

/** The part of JSON Schema that the document speaks. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  anyOf?: Schema[];
  allOf?: Schema[];
};

export type Parameter = { name: string; in: "path" | "query" | "header"; required?: boolean; schema: Schema };

type Content = Record<string, { schema: Schema }>;

/** An operation as somebody knows it who has read nothing but the document. */
export type DocumentedOperation = {
  id: string;
  method: string;
  path: string;
  parameters: Parameter[];
  body: Schema | undefined;
  bodyRequired: boolean;
  responses: Record<string, { content?: Content }>;
};

type Document = {
  components: { schemas: Record<string, Schema> };
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        parameters?: Parameter[];
        requestBody?: { required?: boolean; content: Content };
        responses: DocumentedOperation["responses"];
      }
    >
  >;
};

// As a client gets it: what JSON cannot hold is gone.
const document = JSON.parse(JSON.stringify(buildOpenApi(allOperations, "http://localhost:3001"))) as Document;

export const documentedOperations: DocumentedOperation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    parameters: operation.parameters ?? [],
    body: operation.requestBody?.content["application/json"]?.schema,
    bodyRequired: operation.requestBody?.required === true,
    responses: operation.responses,
  })),
);

/** @returns the schema itself, its reference followed and the parts of `allOf` put together. */
export function resolveSchema(schema: Schema): Schema {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    const named = document.components.schemas[name];
    if (named === undefined) throw new Error(`The document names ${schema.$ref} and does not have it.`);
    return resolveSchema(named);
  }
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map(resolveSchema)) as Schema;
  return schema;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, "document");
const validators = new Map<string, ValidateFunction>();

/** @returns what is wrong with an answer by the document, nothing when it is as documented. */
export function mistakesOf(
  { method, path, responses }: DocumentedOperation,
  answer: { status: number; contentType: string; text: string },
): string[] {
  const documented = responses[answer.status];
  if (documented === undefined) return [`${answer.status} is not documented`];
  if (documented.content === undefined) return answer.text === "" ? [] : ["a body is not documented"];
  const [type = ""] = Object.keys(documented.content).filter((known) => sameType(known, answer.contentType));
  if (type === "") return [`${answer.contentType} is not documented`];
  if (!/[/+]json$/.test(type)) return [];
  const pointer = ["paths", path, method.toLowerCase(), "responses", String(answer.status), "content", type, "schema"];
  const ref = `document#/${pointer.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
  const validate = validators.get(ref) ?? ajv.compile({ $ref: ref });
  validators.set(ref, validate);
  if (validate(JSON.parse(answer.text))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function sameType(documented: string, answered: string): boolean {
  return documented.split(";")[0] === answered.split(";")[0];
}
