import { parse as parseLossless } from "lossless-json";
import { AppError } from "@/lib/core/errors";
import { positionTooDeep } from "@/lib/core/json";

/** Deeper than any document people write, and far from where a recursive walk would exhaust the stack. */
const DEPTH_MAX = 200;

/** @throws AppError `unsupported_media_type` unless the body is declared as JSON in UTF-8. */
export function requireJson(headers: Headers): void {
  const [type = "", ...parameters] = (headers.get("Content-Type") ?? "").toLowerCase().split(";");
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith("charset="));
  const isJson = type.trim() === "application/json" || /^application\/[a-z0-9.-]+\+json$/.test(type.trim());
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  if (!isJson || !isUtf8)
    throw new AppError(
      "unsupported_media_type",
      "Send the body as JSON in UTF-8, with Content-Type: application/json.",
    );
}

/** @throws AppError `unsupported_media_type` for a compressed body, which is looked at before its bytes are taken for text. */
export function requireNoEncoding(headers: Headers): void {
  const encoding = headers.get("Content-Encoding");
  if (encoding !== null && encoding.toLowerCase() !== "identity")
    throw new AppError("unsupported_media_type", "Send the body without Content-Encoding.");
}

/** @throws AppError `invalid_json` that says where, also for nesting that no reader should have to walk. */
export function parseJson(text: string): unknown {
  requireShallow(text);
  try {
    return JSON.parse(text);
  } catch {
    const position = errorPosition(text);
    const where = position === undefined ? "" : ` at position ${position}, ${lineAndColumn(text, position)}`;
    throw new AppError("invalid_json", `The body is not valid JSON: it breaks off or goes wrong${where}.`);
  }
}

function requireShallow(text: string): void {
  const at = positionTooDeep(text, DEPTH_MAX);
  if (at !== null)
    throw new AppError("invalid_json", `The body is nested more than ${DEPTH_MAX} levels deep, at position ${at}.`);
}

/** JSON.parse does not always tell where it failed; this parser does. */
function errorPosition(text: string): number | undefined {
  try {
    parseLossless(text);
    return undefined;
  } catch (error) {
    const found = /position (\d+)/.exec(String(error));
    return found === null ? undefined : Number(found[1]);
  }
}

function lineAndColumn(text: string, position: number): string {
  const before = text.slice(0, position).split("\n");
  return `line ${before.length} column ${(before.at(-1) ?? "").length + 1}`;
}
