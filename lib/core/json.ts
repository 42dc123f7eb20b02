/** Where a value stands in a JSON text: from its first character to the one after its last. */
export type JsonSpan = { start: number; end: number };

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/**
 * Finds a member of the object at `at` without reading it into a value, so that it can be passed on digit for digit
 * (`JSON.parse` rounds long integers, drops duplicate keys and turns 1e400 into Infinity).
 * Duplicate keys: the last one counts, as in `JSON.parse`.
 * @param text JSON that `JSON.parse` accepts; with any other the answer means nothing, or a SyntaxError is thrown.
 * @param at the value to look in; the whole text unless told.
 * @returns its value's span, or null when the value at `at` is no object or has no such member.
 */
export function memberSpan(text: string, key: string, at: JsonSpan = wholeText(text)): JsonSpan | null {
  if (text.charCodeAt(at.start) !== OPEN_BRACE) return null;
  let found: JsonSpan | null = null;
  let position = skipSpace(text, at.start + 1);
  while (text.charCodeAt(position) !== CLOSE_BRACE) {
    const keyEnd = endOfString(text, position);
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = endOfValue(text, valueStart);
    if (isKey(text.slice(position, keyEnd), key)) found = { start: valueStart, end };
    position = nextItem(text, end);
  }
  return found;
}

/** @returns the spans of the elements of the array at `at`, in order, or null when there is no array. @see memberSpan */
export function elementSpans(text: string, at: JsonSpan = wholeText(text)): JsonSpan[] | null {
  if (text.charCodeAt(at.start) !== OPEN_BRACKET) return null;
  const spans: JsonSpan[] = [];
  let position = skipSpace(text, at.start + 1);
  while (text.charCodeAt(position) !== CLOSE_BRACKET) {
    const end = endOfValue(text, position);
    spans.push({ start: position, end });
    position = nextItem(text, end);
  }
  return spans;
}

/**
 * @param text any text at all.
 * @returns where its nesting first goes deeper than `depthMax`, null when it never does.
 */
export function positionTooDeep(text: string, depthMax: number): number | null {
  let depth = 0;
  for (let position = 0; position < text.length; position += 1) {
    const code = text.charCodeAt(position);
    if (code === QUOTE) position = endOfString(text, position) - 1;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
    if (depth > depthMax) return position;
  }
  return null;
}

/** A key may be written with escapes: "d\\u0061ta" is "data". */
function isKey(written: string, key: string): boolean {
  return written.includes("\\") ? JSON.parse(written) === key : written.slice(1, -1) === key;
}

function wholeText(text: string): JsonSpan {
  const start = skipSpace(text, 0);
  return { start, end: endOfValue(text, start) };
}

/** From the end of one member or element to the start of the next, or to the closing bracket. */
function nextItem(text: string, end: number): number {
  const after = skipSpace(text, end);
  return text.charCodeAt(after) === COMMA ? skipSpace(text, after + 1) : after;
}

function skipSpace(text: string, from: number): number {
  let position = from;
  while (isSpace(text.charCodeAt(position))) position += 1;
  return position;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function endOfString(text: string, start: number): number {
  let close = text.indexOf('"', start + 1);
  while (close !== -1 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
  return close === -1 ? text.length : close + 1;
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}

function endOfValue(text: string, start: number): number {
  const end = endOfAnyValue(text, start);
  // Without this, text that is no JSON would keep the loops above going for ever.
  if (end === start) throw new SyntaxError(`Not JSON at position ${start}.`);
  return end;
}

function endOfAnyValue(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === QUOTE) return endOfString(text, start);
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return endOfContainer(text, start);
  let position = start;
  while (position < text.length && !isDelimiter(text.charCodeAt(position))) position += 1;
  return position;
}

function isDelimiter(code: number): boolean {
  return code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || isSpace(code);
}

/** Counts brackets instead of recursing: a thousand nested arrays must not end the process. */
function endOfContainer(text: string, start: number): number {
  let depth = 0;
  let position = start;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code === QUOTE) {
      position = endOfString(text, position);
      continue;
    }
    position += 1;
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --depth === 0) return position;
  }
  return position;
}
