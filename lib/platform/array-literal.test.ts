import { expect, test } from "vitest";
import { arrayLiteral, binaryTextArray } from "./array-literal";

test("values become an array that PostgreSQL reads back as they are", () => {
  expect(arrayLiteral([])).toBe("{}");
  expect(arrayLiteral(["", "a,b", "NULL", 'x"\\{}'])).toBe(String.raw`{"","a,b","NULL","x\"\\{}"}`);
  expect(arrayLiteral([3, true, false])).toBe("{3,true,false}");
});

test("texts become an array in the binary form, each with its length in bytes", () => {
  const bytes = binaryTextArray(["a", "", 'é"']);
  expect(bytes.toString("hex")).toBe(
    ["00000001", "00000000", "00000019", "00000003", "00000001", "0000000161", "00000000", "00000003c3a922"].join(""),
  );
  expect(binaryTextArray([]).toString("hex")).toBe(["00000000", "00000000", "00000019"].join(""));
});
