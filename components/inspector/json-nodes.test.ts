import fc from "fast-check";
import { expect, test } from "vitest";
import { type JsonNode, readJson, textOf } from "./json-nodes";
import { allContainers, findInJson, openAtFirst, rowsOf } from "./json-rows";

function rootOf(text: string): JsonNode {
  const read = readJson(text);
  if (read.outcome !== "json") throw new Error(`not JSON: ${text}`);
  return read.root;
}

function nodeAt(text: string, path: string): JsonNode {
  const root = rootOf(text);
  const rows = rowsOf(root, allContainers(root));
  const row = rows.find((each) => each.type === "node" && each.node.path === path);
  if (row?.type !== "node") throw new Error(`no ${path}`);
  return row.node;
}

test("numbers are shown with every digit they were written with", () => {
  const text = '{"id":12345678901234567890,"price":1.0,"tiny":1e-400,"minus":-0}';
  expect(nodeAt(text, "$.id").value).toBe("12345678901234567890");
  expect(nodeAt(text, "$.price").value).toBe("1.0");
  expect(nodeAt(text, "$.tiny").value).toBe("1e-400");
  expect(nodeAt(text, "$.minus").value).toBe("-0");
});

test("a path leads to its value, also through names that are no identifiers", () => {
  const text = '{"data":{"items":[{"id":1},{"a b":{"é\\"":true}}]}}';
  expect(nodeAt(text, "$.data.items[0].id").value).toBe("1");
  expect(nodeAt(text, '$.data.items[1]["a b"]["é\\""]').value).toBe("true");
});

test("a string is copied as its text, everything else as it was written", () => {
  const text = '{ "s": "a\\n\\u00e9", "o": { "n" : 1.50 } }';
  expect(textOf(text, nodeAt(text, "$.s"))).toBe("a\né");
  expect(textOf(text, nodeAt(text, "$.o"))).toBe('{ "n" : 1.50 }');
});

test("both values of a repeated key are shown", () => {
  expect(rootOf('{"a":1,"a":2}').children.map(({ value }) => value)).toEqual(["1", "2"]);
});

test("invalid JSON is refused with the place and the reason", () => {
  expect(readJson('{\n  "a": 1,\n  b: 2\n}')).toMatchObject({ outcome: "invalid", line: 3, column: 3 });
  expect(readJson('{"a":1,}')).toMatchObject({ outcome: "invalid", line: 1 });
  expect(readJson("{} x")).toMatchObject({ outcome: "invalid", message: expect.stringContaining("") });
  expect(readJson("")).toMatchObject({ outcome: "invalid", line: 1, column: 1 });
  expect(readJson('{"a": // no\n1}')).toMatchObject({ outcome: "invalid", message: "JSON has no comments" });
});

test("whatever JSON.parse takes is read, and whatever it refuses is refused", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(readJson(text).outcome).toBe("json");
    }),
    { numRuns: 300 },
  );
  for (const text of ["[1,2", "nul", "[1 2]", '"\u0001"', "01", "'a'", "[1,,2]"])
    expect([text, readJson(text).outcome]).toEqual([text, "invalid"]);
});

test("arrays nested a hundred thousand deep do not end the page", () => {
  expect(readJson("[".repeat(100_000) + "]".repeat(100_000)).outcome).toBe("too_deep");
});

test("a small document is open from the start, a large one only as far as it can be read", () => {
  const small = rootOf('{"a":{"b":[1,2]}}');
  expect(rowsOf(small, openAtFirst(small))).toHaveLength(5);
  const large = rootOf(JSON.stringify({ list: Array.from({ length: 5_000 }, (_, n) => ({ n })) }));
  expect(rowsOf(large, openAtFirst(large))).toHaveLength(2);
  const flat = rootOf(JSON.stringify(Array.from({ length: 5_000 }, (_, n) => n)));
  const rows = rowsOf(flat, openAtFirst(flat));
  expect(rows).toHaveLength(102);
  expect(rows.at(-1)).toMatchObject({ type: "more", hidden: 4_900 });
  expect(rowsOf(flat, openAtFirst(flat), new Map([[flat, 200]]))).toHaveLength(202);
});

test("a search finds names and values whatever their case, with the way to each", () => {
  const root = rootOf('{"Customer":{"id":"cus_1"},"list":["CUSTOMER",{"x":12}]}');
  const matches = findInJson(root, "customer");
  expect(matches.map(({ node }) => node.path)).toEqual(["$.Customer", "$.list[0]"]);
  expect(matches[1]?.ancestors.map(({ path }) => path)).toEqual(["$", "$.list"]);
  expect(findInJson(root, "12").map(({ node }) => node.path)).toEqual(["$.list[1].x"]);
  expect(findInJson(root, "")).toEqual([]);
});
