import metaSchema from "ajv/dist/refs/json-schema-draft-07.json";
import { checkValue, type ValueError } from "./check-value";
import { type JsonProblem, pathSegments, readJson, spanOfPath } from "./read-json";

/** Checking more than this while somebody types would make the page wait; the server checks it when it is sent. */
export const CHECKED_CHARACTERS_MAX = 256 * 1024;

/** What is known of a text that should be JSON: everything that is wrong, with its place. */
export type JsonReport = {
  problems: JsonProblem[];
  /** Whether the text is JSON at all, so that it can be sent. */
  isJson: boolean;
  /** Whether it was checked against a schema; a very long one is not. */
  isChecked: boolean;
  /** The schema itself is at fault, not the text. */
  schemaProblem?: string;
};

/** @returns what is wrong with data, as a text that somebody types, under the schema of its type. */
export function checkData(text: string, schema: object | null): JsonReport {
  const read = readJson(text);
  if (read.outcome === "broken") return { problems: [read.problem], isJson: false, isChecked: false };
  if (schema === null || text.length > CHECKED_CHARACTERS_MAX) return { problems: [], isJson: true, isChecked: false };
  const checked = checkValue(schema, read.value);
  if (checked.outcome === "unusable")
    return { problems: [], isJson: true, isChecked: false, schemaProblem: checked.message };
  return { problems: checked.errors.map((error) => place(read.root, error)), isJson: true, isChecked: true };
}

/** @returns what is wrong with a JSON Schema as a text: its own form, which a draft that all drafts since contain describes. */
export function checkSchema(text: string): JsonReport {
  const read = readJson(text);
  if (read.outcome === "broken") return { problems: [read.problem], isJson: false, isChecked: false };
  if (typeof read.value !== "object" || read.value === null || Array.isArray(read.value)) {
    const message = 'A schema is an object, such as { "type": "object" }.';
    return { problems: [{ ...spanOfPath(read.root, []), message }], isJson: true, isChecked: true };
  }
  const form = checkValue(metaSchema, read.value);
  const errors = form.outcome === "checked" ? form.errors : [];
  const problems = errors.map((error) => place(read.root, error));
  const use = problems.length > 0 ? undefined : checkValue(read.value, {});
  if (use?.outcome === "unusable") problems.push({ ...spanOfPath(read.root, []), message: use.message });
  return { problems, isJson: true, isChecked: true };
}

/** @returns an error of the API at a path such as `data.items.0`, at its place in the text of `data`. */
export function placeFieldError(text: string, { path, message }: { path: string; message: string }): JsonProblem {
  const read = readJson(text);
  const names = path.split(".").slice(1);
  if (read.outcome === "broken") return read.problem;
  return place(read.root, { path: names, message });
}

function place(root: Parameters<typeof spanOfPath>[0], { path, message }: ValueError): JsonProblem {
  const segments = pathSegments(root, path);
  const name = segments.map(String).join(".");
  return {
    ...spanOfPath(root, segments),
    message: name === "" ? sentence(`It ${message}`) : sentence(`${name} ${message}`),
  };
}

function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
