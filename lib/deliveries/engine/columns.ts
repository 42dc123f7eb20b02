import { arrayLiteral, binaryTextArray, type Element } from "@/lib/platform/array-literal";

/** A column of a statement's input: its name, its type, and its value in a row. */
export type Column<Row> =
  | readonly [
      name: string,
      type: "text" | "int" | "bigint" | "float8" | "bool" | "bytea",
      valueOf: (row: Row) => Element,
    ]
  | readonly [name: string, type: "long text", valueOf: (row: Row) => string | null];

/** @returns rows as one array for each column. */
export function columnsOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): (string | Buffer)[] {
  return columns.map((column) =>
    column[1] === "long text" ? binaryTextArray(rows.map(column[2])) : arrayLiteral(rows.map(column[2])),
  );
}

/** @returns the SQL type of the array that a column is sent as. */
export function arrayTypeOf<Row>([, type]: Column<Row>): string {
  return `${type === "long text" ? "text" : type}[]`;
}
