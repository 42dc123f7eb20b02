import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contentOf, findInText, hexRow, hexRowCount, partsOf, sha256Hex } from "./body-text";

test("the digest is that of the very bytes", async () => {
  const body = '{"n":12345678901234567890,"s":"é🚀"}\n';
  expect(await sha256Hex(contentOf(body).bytes)).toBe(createHash("sha256").update(body).digest("hex"));
});

test("a body that is no text keeps every byte", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);
  const content = contentOf(Buffer.from(bytes).toString("base64"), "base64");
  expect(content.text).toBeNull();
  expect(content.bytes).toEqual(bytes);
});

test("a hex dump reads like that of hexdump -C", () => {
  const { bytes } = contentOf("Posthorn sends é\n!");
  expect(hexRowCount(bytes)).toBe(2);
  expect(hexRow(bytes, 0)).toEqual({
    offset: "00000000",
    hex: "50 6f 73 74 68 6f 72 6e  20 73 65 6e 64 73 20 c3".padEnd(48),
    text: "Posthorn sends .",
  });
  expect(hexRow(bytes, 1)).toMatchObject({ offset: "00000010", text: "..!" });
});

test("a search takes its text literally and whatever its case, and finds the right place behind any character", () => {
  expect(findInText("a.b A.B axb", "a.b")).toEqual([
    { start: 0, end: 3 },
    { start: 4, end: 7 },
  ]);
  expect(findInText("İİ id", "id")).toEqual([{ start: 3, end: 5 }]);
  expect(findInText("$(id) [x]", "$(id)")).toHaveLength(1);
});

test("cutting a text at its matches loses nothing", () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 2 }), fc.nat(5), (text, query, marksMax) => {
      const parts = partsOf(text, findInText(text, query), marksMax);
      expect(parts.map((part) => part.text).join("")).toBe(text);
      expect(parts.filter(({ match }) => match !== null).length).toBeLessThanOrEqual(marksMax);
    }),
  );
});
