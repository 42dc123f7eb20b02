import { describe, expect, test } from "vitest";
import type { Delivery } from "@/lib/deliveries/schemas";
import { type DeliveryPages, newerRows, patchRows, rowsOf, withHead } from "./delivery-rows";

const row = (n: number) => ({ id: `dlv_${String(n).padStart(3, "0")}`, status: "pending" }) as Delivery;
const page = (from: number, to: number, nextCursor: string | null = null) => ({
  data: Array.from({ length: from - to + 1 }, (_, at) => row(from - at)),
  nextCursor,
});
const pages = (...some: ReturnType<typeof page>[]): DeliveryPages => ({
  pages: some,
  pageParams: some.map(() => null),
});
const numbers = (some: DeliveryPages) => rowsOf(some).map(({ id }) => Number(id.slice(4)));

describe("new rows", () => {
  const shown = pages(page(10, 6, "a"), page(5, 1));

  test("are those that are newer than all that is shown", () => {
    expect(newerRows(shown, page(12, 3)).map(({ id }) => id)).toEqual(["dlv_012", "dlv_011"]);
    expect(newerRows(shown, page(10, 1))).toEqual([]);
    expect(newerRows(pages(page(0, 1)), page(3, 1))).toHaveLength(3);
  });

  test("come before the others without a repetition, and the last page's cursor stays", () => {
    const joined = withHead(shown, page(12, 8, "x"));
    expect(numbers(joined)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(joined.pages.at(-1)?.nextCursor).toBe(null);
  });

  test("take the others' place when there would be a gap, or more rows than anybody reads", () => {
    expect(numbers(withHead(shown, page(30, 20, "x")))).toEqual([30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20]);
    expect(numbers(withHead(shown, page(12, 8, "x"), 11))).toEqual([12, 11, 10, 9, 8]);
  });
});

test("a row is changed in its place, and nothing is new when it is not there", () => {
  const shown = pages(page(3, 2, "a"), page(1, 1));
  const sent = (delivery: Delivery) => ({ ...delivery, status: "delivered" as const });
  expect(rowsOf(patchRows(shown, sent, new Set(["dlv_001"]))).map(({ status }) => status)).toEqual([
    "pending",
    "pending",
    "delivered",
  ]);
  expect(patchRows(shown, sent, new Set(["dlv_009"]))).toBe(shown);
});
