import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

/** A place in a text, in UTF-16 units, and what is wrong there. */
export type JsonProblem = { from: number; to: number; message: string };

export type ReadJson = { outcome: "ok"; value: unknown; root: Node } | { outcome: "broken"; problem: JsonProblem };

const WORDS: Record<string, string> = {
  InvalidSymbol: "This is no JSON value. Text needs double quotes.",
  InvalidNumberFormat: "This is no number.",
  PropertyNameExpected: "A name in double quotes is expected here.",
  ValueExpected: "A value is expected here.",
  ColonExpected: "A colon is expected here.",
  CommaExpected: "A comma is expected here.",
  CloseBraceExpected: "A closing } is missing.",
  CloseBracketExpected: "A closing ] is missing.",
  EndOfFileExpected: "The JSON has ended before this.",
  InvalidCommentToken: "JSON has no comments.",
  UnexpectedEndOfString: "A closing quote is missing.",
  UnexpectedEndOfNumber: "This number is not complete.",
  InvalidUnicode: "This is no \\u escape: it takes four hexadecimal digits.",
  InvalidEscapeCharacter: "This is no escape that JSON has.",
  InvalidCharacter: "This character must be escaped in JSON.",
};

/** @returns the value of a JSON text with the place of each part, or the first thing that is wrong and where. */
export function readJson(text: string): ReadJson {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const [first] = errors;
  if (first !== undefined || root === undefined) {
    const offset = Math.min(first?.offset ?? 0, text.length);
    const message =
      WORDS[first === undefined ? "ValueExpected" : printParseErrorCode(first.error)] ?? "This is no JSON.";
    return {
      outcome: "broken",
      problem: { from: offset, to: Math.min(text.length, offset + (first?.length ?? 0)), message },
    };
  }
  try {
    return { outcome: "ok", value: JSON.parse(text) as unknown, root };
  } catch (error) {
    const message = error instanceof Error ? error.message : "This is no JSON.";
    return { outcome: "broken", problem: { from: 0, to: text.length, message } };
  }
}

/** @returns where a path's value stands in the text; of a path that is not there, the nearest part around it. */
export function spanOfPath(root: Node, path: readonly (string | number)[]): { from: number; to: number } {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node !== undefined) return { from: node.offset, to: node.offset + node.length };
  }
  // The whole of a long object underlined would hide the rest: its opening bracket stands for it.
  return { from: root.offset, to: Math.min(root.offset + 1, root.offset + root.length) };
}

/** @returns the segments of `data.items.0.sku`, numbers where an array is meant. */
export function pathSegments(root: Node, names: readonly string[]): (string | number)[] {
  const path: (string | number)[] = [];
  for (const name of names) {
    const parent = path.length === 0 ? root : findNodeAtLocation(root, path);
    path.push(parent?.type === "array" && /^\d+$/.test(name) ? Number(name) : name);
  }
  return path;
}
