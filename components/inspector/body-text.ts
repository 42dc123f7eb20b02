/** Above this there is no tree and no colour. */
export const HIGHLIGHT_BYTES_MAX = 256 * 1024;
/** Above this only the beginning is shown; the whole is there to download. */
export const SHOWN_BYTES_MAX = 1_000_000;
export const PREVIEW_CHARACTERS = 64 * 1024;

/** A body as it came or went: its bytes, and its text where it has one. */
export type BodyContent = { text: string | null; bytes: Uint8Array<ArrayBuffer> };

export function contentOf(body: string, encoding: "utf8" | "base64" = "utf8"): BodyContent {
  if (encoding === "utf8") return { text: body, bytes: new TextEncoder().encode(body) };
  const binary = atob(body);
  return { text: null, bytes: Uint8Array.from(binary, (character) => character.charCodeAt(0)) };
}

export type TextMatch = { start: number; end: number };

/** @returns where `query` occurs, whatever its case. */
export function findInText(text: string, query: string): TextMatch[] {
  const matches: TextMatch[] = [];
  if (query === "") return matches;
  // Not by toLowerCase: "İ" becomes two characters, and every position behind it would be wrong.
  const pattern = new RegExp(query.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "giu");
  for (const { index, 0: found } of text.matchAll(pattern)) matches.push({ start: index, end: index + found.length });
  return matches;
}

type TextPart = { text: string; match: number | null };

/** Cuts a text at its matches. @param marksMax more than these are not marked: each is an element of the page. */
export function partsOf(text: string, matches: readonly TextMatch[], marksMax: number): TextPart[] {
  const parts: TextPart[] = [];
  let position = 0;
  for (const [index, { start, end }] of matches.slice(0, marksMax).entries()) {
    if (start > position) parts.push({ text: text.slice(position, start), match: null });
    parts.push({ text: text.slice(start, end), match: index });
    position = end;
  }
  if (position < text.length) parts.push({ text: text.slice(position), match: null });
  return parts;
}

const HEX_COLUMNS = 16;

export function hexRowCount(bytes: Uint8Array): number {
  return Math.ceil(bytes.length / HEX_COLUMNS);
}

/** @returns one line of a hex dump, as `hexdump -C` writes it. */
export function hexRow(bytes: Uint8Array, row: number): { offset: string; hex: string; text: string } {
  const from = row * HEX_COLUMNS;
  const line = bytes.subarray(from, from + HEX_COLUMNS);
  const pairs = Array.from(line, (byte) => byte.toString(16).padStart(2, "0"));
  const halves = [pairs.slice(0, 8).join(" "), pairs.slice(8).join(" ")];
  return {
    offset: from.toString(16).padStart(8, "0"),
    hex: halves.join("  ").padEnd(HEX_COLUMNS * 3),
    text: Array.from(line, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join(""),
  };
}

/** @returns the digest in hex; null where the browser has no WebCrypto, which it has over https and on localhost only. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle === undefined) return null;
  const digest = await subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
