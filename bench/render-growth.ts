import { distinct, toCell, toTable } from "./markdown";
import type { Row, Section } from "./report";

/** As `reads` labels what it read at each size of the tables. */
const SIZE = /^\w+, ([\d,]+) deliveries$/;
const RATIO = / ÷ that of [\d,]+$/;
const TIME = /, p95$/;

/** @returns whether the same was measured at several sizes of the tables. */
export function isGrowing(sections: readonly Section[]): boolean {
  const labels = distinct(sections.flatMap(({ rows }) => rows.map(({ label }) => label)));
  return labels.length > 1 && labels.every((label) => SIZE.test(label));
}

/** A row for each read: a column for each size, and then one for each ratio to the smallest. */
export function renderGrowth(sections: readonly Section[]): string[] {
  const rows = sections.flatMap((section) => section.rows);
  const sizes = distinct(rows.map(({ label }) => sizeOf(label))).toSorted((a, b) => a - b);
  const [smallest = 0, ...larger] = sizes;
  const names = distinct(rows.map(({ figure }) => nameOf(figure)));
  const find = (name: string, size: number, pattern: RegExp) =>
    rows.find((row) => nameOf(row.figure) === name && sizeOf(row.label) === size && pattern.test(row.figure));
  const columns = [
    { head: "p95 of" },
    ...sizes.map((size) => ({ head: inShort(size), isNumber: true })),
    ...larger.map((size) => ({ head: `${inShort(size)} ÷ ${inShort(smallest)}`, isNumber: true })),
    { head: "aims" },
  ];
  const cells = names.map((name) => {
    const found = [...sizes.map((size) => find(name, size, TIME)), ...larger.map((size) => find(name, size, RATIO))];
    return [name, ...found.map(toMarked), distinct(found.flatMap((row) => row?.aim?.text ?? [])).join("; ")];
  });
  return ["Set in bold: what misses its aim.", "", ...toTable(columns, cells)];
}

function toMarked(row: Row | undefined): string {
  return row?.aim?.met === false ? `**${toCell(row)}**` : toCell(row);
}

const sizeOf = (label: string): number => Number((SIZE.exec(label)?.[1] ?? "").replaceAll(",", ""));
const nameOf = (figure: string): string => figure.replace(RATIO, "").replace(TIME, "");

function inShort(size: number): string {
  return size >= 1_000_000 ? `${size / 1_000_000} M` : `${size / 1_000} k`;
}
