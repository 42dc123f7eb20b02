import { applyEdits, format } from "jsonc-parser";

/** @returns the JSON text with its lines indented; only white space changes, so that every digit stays. */
export function formatJson(text: string): string {
  const edits = format(text, undefined, { insertSpaces: true, tabSize: 2, eol: "\n" });
  return applyEdits(text, edits);
}
