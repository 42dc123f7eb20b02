import { type Row, toText } from "./report";

/** Columns whose cells are numbers are set to the right. */
export type Column = { head: string; isNumber?: boolean };

/** @returns a table; columns in which nothing stands are left out. */
export function toTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const used = columns.flatMap((column, index) => (rows.some((row) => (row[index] ?? "") !== "") ? [index] : []));
  const line = (cells: readonly string[]) => `| ${used.map((index) => cells[index] ?? "").join(" | ")} |`;
  return [
    line(columns.map(({ head }) => head)),
    `|${used.map((index) => (columns[index]?.isNumber === true ? "---:" : "---")).join("|")}|`,
    ...rows.map(line),
  ];
}

/** @returns the median with its unit, and the spread where there were several runs. */
export function toCell(row: Row | undefined): string {
  if (row === undefined) return "";
  const { median, min, max, runs } = row.value;
  const spread = runs < 2 ? "" : ` (${toText(min)}–${toText(max)})`;
  return `${toText(median)}${row.unit === "" ? "" : ` ${row.unit}`}${spread}`;
}

/** @returns the aim and whether it was met. */
export function toVerdict(row: Row | undefined): string {
  return row?.aim === undefined ? "" : `${row.aim.text}: ${row.aim.met ? "met" : "**missed**"}`;
}

/** @returns each value once, in the order they came. */
export const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
