import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

type JsonKind = "object" | "array" | "string" | "number" | "boolean" | "null";

/** A value where it stands in its text, so that it is shown as it was written: long numbers, repeated keys and all. */
export type JsonNode = {
  /** Such as `$.data.items[0].id`; two values under one key have the same. */
  path: string;
  /** Name or index in its parent; null for the root. */
  key: string | number | null;
  kind: JsonKind;
  /** Its text, of strings without quotes and escapes; of objects and arrays empty. */
  value: string;
  start: number;
  end: number;
  children: readonly JsonNode[];
};

type ReadJson =
  | { outcome: "json"; root: JsonNode }
  /** `line` and `column` count from 1. */
  | { outcome: "invalid"; message: string; line: number; column: number }
  | { outcome: "too_deep" };

const MESSAGES: Record<string, string> = {
  InvalidSymbol: "there is no such word in JSON",
  InvalidNumberFormat: "this is not how JSON writes a number",
  PropertyNameExpected: "a name in quotes is missing",
  ValueExpected: "a value is missing",
  ColonExpected: "a colon is missing",
  CommaExpected: "a comma is missing",
  CloseBraceExpected: "a closing brace is missing",
  CloseBracketExpected: "a closing bracket is missing",
  EndOfFileExpected: "something follows after the end",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfComment: "JSON has no comments",
  UnexpectedEndOfString: "a closing quote is missing",
  UnexpectedEndOfNumber: "a number breaks off",
  InvalidUnicode: "an escape with \\u is wrong",
  InvalidEscapeCharacter: "an escape with \\ is wrong",
  InvalidCharacter: "a control character must be escaped",
};

/** Reads JSON strictly (RFC 8259). Never throws. */
export function readJson(text: string): ReadJson {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
    const [error] = errors;
    if (error !== undefined || root === undefined) return invalid(text, error);
    return { outcome: "json", root: toNode(text, root, "$", null) };
  } catch (error) {
    // The parser recurses; JSON may be nested deeper than that goes.
    if (error instanceof RangeError) return { outcome: "too_deep" };
    throw error;
  }
}

function invalid(text: string, error: ParseError | undefined): ReadJson {
  const offset = error?.offset ?? text.length;
  const before = text.slice(0, offset).split("\n");
  const code = error === undefined ? "ValueExpected" : printParseErrorCode(error.error);
  return {
    outcome: "invalid",
    message: MESSAGES[code] ?? code,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  };
}

function toNode(text: string, node: Node, path: string, key: JsonNode["key"]): JsonNode {
  const kind = node.type === "property" ? "null" : node.type;
  const start = node.offset;
  const end = node.offset + node.length;
  const isContainer = kind === "object" || kind === "array";
  const value = isContainer ? "" : kind === "string" ? String(node.value) : text.slice(start, end);
  return { path, key, kind, value, start, end, children: childrenOf(text, node, path) };
}

function childrenOf(text: string, node: Node, path: string): JsonNode[] {
  const children = node.children ?? [];
  if (node.type === "array") return children.map((child, index) => toNode(text, child, `${path}[${index}]`, index));
  return children.flatMap((property) => {
    const [name, value] = property.children ?? [];
    if (name === undefined || value === undefined) return [];
    const key = String(name.value);
    return [toNode(text, value, path + pathStep(key), key)];
  });
}

/** As JSONPath writes a member (RFC 9535). */
function pathStep(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** @returns what a node holds, as it is copied: strings as their text, everything else as it was written. */
export function textOf(text: string, node: JsonNode): string {
  return node.kind === "string" ? node.value : text.slice(node.start, node.end);
}

/** @returns how many values a container has, in words: "3 items". */
export function countOf({ kind, children }: JsonNode): string {
  const noun = kind === "array" ? "item" : "key";
  return `${children.length} ${noun}${children.length === 1 ? "" : "s"}`;
}
