/** What a parameter's array may hold. */
export type Element = string | number | boolean | Uint8Array | null;

/** A column of a statement's input: its name, its type, and its value in a row. */
export type Column<Row> = readonly [name: string, type: string, valueOf: (row: Row) => Element];

const NEEDS_ESCAPE = /["\\]/;

/**
 * @returns values in PostgreSQL's text form of an array. The driver's own takes several times as long, which a worker
 * that records thousands of attempts a second would feel.
 */
export function arrayLiteral(values: readonly Element[]): string {
  return `{${values.map(textOf).join(",")}}`;
}

/** @returns rows as one array literal for each column. */
export function columnsOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  return columns.map(([, , valueOf]) => {
    let text = "";
    for (const row of rows) text += text === "" ? textOf(valueOf(row)) : `,${textOf(valueOf(row))}`;
    return `{${text}}`;
  });
}

function textOf(value: Element): string {
  if (value === null) return "NULL";
  if (typeof value === "string") return `"${NEEDS_ESCAPE.test(value) ? escaped(value) : value}"`;
  if (value instanceof Uint8Array)
    return `"\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}"`;
  return String(value);
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
}
