type Headers = readonly (readonly [name: string, value: string])[];

/**
 * @returns headers as an attempt's row keeps them: a line each, as on the wire. Half as long as JSON, and free of the quotes that
 * would have to be escaped on the way to the database.
 */
export function toHeaderLines(headers: Headers): string {
  // A line break within a line would be read as two headers; nothing that was sent or received has one.
  if (headers.some(([name, value]) => name.includes("\n") || value.includes("\n"))) return JSON.stringify(headers);
  return headers.map(([name, value]) => `${name}: ${value}`).join("\n");
}

/** @returns headers from what {@link toHeaderLines} made, or from the JSON that rows of before hold. */
export function fromHeaderLines(text: string): [string, string][] {
  if (text.startsWith("[")) return JSON.parse(text) as [string, string][];
  if (text === "") return [];
  return text.split("\n").map((line) => {
    const colon = line.indexOf(": ");
    return [line.slice(0, colon), line.slice(colon + 2)];
  });
}
