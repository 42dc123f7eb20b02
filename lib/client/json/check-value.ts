import { type OutputUnit, Validator } from "@cfworker/json-schema";

/** What breaks a schema: where in the value, as names from the outside in, and why. */
export type ValueError = { path: string[]; message: string };

export type Checked = { outcome: "checked"; errors: ValueError[] } | { outcome: "unusable"; message: string };

const ERRORS_MAX = 50;

/** Errors that only say that something inside of them is wrong. */
const CONTAINERS = new Set([
  "$ref",
  "properties",
  "patternProperties",
  "additionalProperties",
  "unevaluatedProperties",
  "items",
  "prefixItems",
  "additionalItems",
  "unevaluatedItems",
  "allOf",
  "if",
  "dependentSchemas",
]);
const CHOICES = new Set(["oneOf", "anyOf", "not"]);

/**
 * Checks a value against a JSON Schema (2020-12) without compiling code, which the pages' security policy forbids.
 * The server has the last word: it checks again with what it uses for every event.
 */
export function checkValue(schema: unknown, value: unknown): Checked {
  if (typeof schema !== "object" || schema === null) return { outcome: "checked", errors: [] };
  try {
    const { errors } = new Validator(structuredClone(schema), "2020-12", false).validate(value);
    return { outcome: "checked", errors: tellingOnes(errors).slice(0, ERRORS_MAX).map(present) };
  } catch (error) {
    if (error instanceof RangeError)
      return { outcome: "unusable", message: "The schema refers to itself without end." };
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
    return { outcome: "unusable", message: `The schema cannot be used: ${reason}` };
  }
}

function tellingOnes(errors: readonly OutputUnit[]): OutputUnit[] {
  const choices = errors
    .filter(({ keyword }) => CHOICES.has(keyword))
    .map(({ keywordLocation }) => `${keywordLocation}/`);
  return errors.filter(
    ({ keyword, keywordLocation }) =>
      !CONTAINERS.has(keyword) && !choices.some((choice) => keywordLocation.startsWith(choice)),
  );
}

function present({ instanceLocation, keyword, error }: OutputUnit): ValueError {
  const path = instanceLocation.split("/").slice(1).map(unescape);
  const name = /"(.*)"/s.exec(error)?.[1] ?? "";
  if (keyword === "required") return { path: [...path, name], message: "is missing" };
  return { path, message: wordsOf(keyword, error) };
}

function wordsOf(keyword: string, error: string): string {
  const quoted = /Expected (.*)\.$/s.exec(error)?.[1]?.replaceAll('"', "").replaceAll(", ", " or ");
  if (keyword === "type" && quoted !== undefined) return `must be ${quoted}`;
  if (keyword === "false") return "is not a field that the schema allows";
  if (keyword === "enum") return `must be one of ${listOf(error)}`;
  if (keyword === "const")
    return `must be ${/Instance does not match (.*)\.$/s.exec(error)?.[1] ?? "the constant of the schema"}`;
  if (keyword === "oneOf" || keyword === "anyOf")
    return "fits none, or more than one, of the forms that the schema allows";
  if (keyword === "format") return `must have the format ${/"(.*)"/.exec(error)?.[1] ?? ""}`;
  if (keyword === "pattern") return "does not match the pattern of the schema";
  return error.replace(/\.$/, "").replace(/^[A-Z]/, (letter) => letter.toLowerCase());
}

function listOf(error: string): string {
  const list = /any of \[(.*)\]\.$/s.exec(error)?.[1] ?? "";
  return list.replaceAll(",", ", ");
}

function unescape(segment: string): string {
  return decodeURI(segment).replaceAll("~1", "/").replaceAll("~0", "~");
}
