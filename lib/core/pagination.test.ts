import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "./errors";
import { newId } from "./ids";
import { readCursor, readIdCursor, toPage } from "./pagination";

const rowsOf = (count: number) => Array.from({ length: count }, () => ({ id: newId("event") }));
const pageOf = (rows: { id: string }[], limit: number) => toPage(rows, limit, (row) => row.id);

describe("a page", () => {
  it("has no cursor when nothing follows", () => {
    expect(pageOf([], 2)).toEqual({ data: [], nextCursor: null });
    expect(pageOf(rowsOf(2), 2).nextCursor).toBeNull();
  });

  it("has a cursor that leads back to its last row", () => {
    const rows = rowsOf(3);
    const page = pageOf(rows, 2);
    expect(page.data).toEqual(rows.slice(0, 2));
    expect(readIdCursor("event", page.nextCursor ?? "")).toBe(rows[1]?.id);
  });
});

describe("a cursor", () => {
  it("is not there on the first page", () => {
    expect(readIdCursor("event", undefined)).toBeUndefined();
  });

  it("of another list is refused", () => {
    const { nextCursor } = pageOf(rowsOf(2), 1);
    expect(() => readIdCursor("delivery", nextCursor ?? "")).toThrow(
      expect.objectContaining({ code: "invalid_cursor" }),
    );
  });

  it("that was made up is refused, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.base64String()), (cursor) => {
        expect(() => readIdCursor("event", cursor)).toThrow(AppError);
      }),
    );
  });

  it("leads back to whatever key it was made of", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (key) => {
        const { nextCursor } = toPage([key, "more"], 1, (row) => row);
        expect(readCursor(nextCursor ?? "", () => true)).toBe(key);
      }),
    );
  });
});
