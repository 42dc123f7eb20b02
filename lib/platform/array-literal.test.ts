import { describe, expect, it } from "vitest";
import { arrayLiteral, binaryTextArray } from "./array-literal";

describe("an array as PostgreSQL reads it", () => {
  it("keeps texts whole, whatever is in them", () => {
    expect(arrayLiteral(['say "hi"', "back\\slash", "a,b{c}", "NULL", ""])).toBe(
      '{"say \\"hi\\"","back\\\\slash","a,b{c}","NULL",""}',
    );
  });

  it("tells nothing from empty, and takes numbers, truth values and bytes", () => {
    expect(arrayLiteral([null, 1.5, true, Buffer.from([0, 255])])).toBe('{NULL,1.5,true,"\\\\x00ff"}');
    expect(arrayLiteral([])).toBe("{}");
  });
});

describe("an array in binary", () => {
  it("has one dimension, its texts with their lengths in bytes, and no length where there is none", () => {
    const int = (value: number) => Buffer.from(Int32Array.of(value).buffer).reverse();
    const expected = [int(1), int(1), int(25), int(3), int(1), int(3), Buffer.from("é\\"), int(-1), int(0)];
    expect(binaryTextArray(["é\\", null, ""])).toEqual(Buffer.concat(expected));
  });

  it("says of texts without a null that there is none", () => {
    expect(binaryTextArray(["a"]).readInt32BE(4)).toBe(0);
  });

  it("has no dimension when nothing is in it", () => {
    expect(binaryTextArray([])).toEqual(Buffer.from("000000000000000000000019", "hex"));
  });
});
