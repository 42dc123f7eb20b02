import { expect, test } from "vitest";
import { nextSort, type Sort, sortRows } from "./endpoint-params";

const row = (name: string, success: number | null) => ({
  name,
  success,
  p95: null,
  last: null,
  waiting: 0,
  created: name,
});
const rows = [row("b", 0.5), row("a", null), row("c", 0.9)];
const order = (sort: Sort) =>
  sortRows(rows, sort, (values) => values)
    .map(({ name }) => name)
    .join("");

test("rows come in the order that is asked for, those without a value last", () => {
  expect([order("name"), order("-name")]).toEqual(["abc", "cba"]);
  expect([order("success"), order("-success")]).toEqual(["bca", "cba"]);
  expect(order("p95")).toBe("bac");
});

test("pressing a column sorts by it, and pressing it again turns the order round", () => {
  expect([nextSort("-created", "name"), nextSort("name", "name"), nextSort("-name", "name")]).toEqual([
    "name",
    "-name",
    "name",
  ]);
});
