import { expect, test } from "vitest";
import { toCsv } from "./csv";

const columns = [
  { key: "name", label: "Name", value: (row: { name: string; count: number | null }) => row.name },
  { key: "count", label: "Count", value: (row: { name: string; count: number | null }) => row.count },
];

test("cells are quoted where needed, and a gap is an empty cell", () => {
  expect(toCsv(columns, [{ name: 'Say "hi", twice', count: null }])).toBe('Name,Count\r\n"Say ""hi"", twice",');
});

test("a spreadsheet never takes a cell for a formula", () => {
  const names = ["=1+1", "+1", "-1", "@SUM(A1)"];
  const lines = toCsv(
    columns,
    names.map((name) => ({ name, count: 1 })),
  )
    .split("\r\n")
    .slice(1);
  expect(lines).toEqual(["'=1+1", "'+1", "'-1", "'@SUM(A1)"].map((cell) => `"${cell}",1`));
});
