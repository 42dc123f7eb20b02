import Papa from "papaparse";

/** A column of a table of figures: what it is called, and what a row has there. */
export type TableColumn<Row> = {
  key: string;
  label: string;
  value: (row: Row) => string | number | null;
  /** For people, where it differs from the bare value. */
  text?: (row: Row) => string;
};

/** @returns the rows as CSV. A cell that a spreadsheet would run as a formula gets an apostrophe in front. */
export function toCsv<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): string {
  const fields = columns.map(({ label }) => label);
  const data = rows.map((row) => columns.map(({ value }) => value(row) ?? ""));
  return Papa.unparse({ fields, data }, { escapeFormulae: true });
}
