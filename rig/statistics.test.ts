import { expect, test } from "vitest";
import { figure, quantile } from "./statistics";

test("quantiles are nearest ranks of the sorted values", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0.5, 0.95, 0.99, 1].map((q) => quantile(hundred, q))).toEqual([50, 95, 99, 100]);
  expect(quantile([7], 0.99)).toBe(7);
  expect(quantile([], 0.5)).toBeNaN();
});

test("a figure keeps the spread of its runs", () => {
  expect(figure([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3, runs: 3 });
});
