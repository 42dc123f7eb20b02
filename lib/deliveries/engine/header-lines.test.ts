import { expect, it } from "vitest";
import { fromHeaderLines, toHeaderLines } from "./header-lines";

it.each<[string, [string, string][]]>([
  [
    "names, values and their order",
    [
      ["X-B", "2"],
      ["x-a", "1"],
      ["X-B", "3"],
    ],
  ],
  [
    "values with colons, quotes, backslashes, and none at all",
    [
      ["etag", 'W/"a: b"'],
      ["x", "\\"],
      ["y", ""],
    ],
  ],
  ["nothing", []],
  ["what no HTTP message has", [["a", "1\n2"]]],
])("keeps %s", (_what, headers) => {
  expect(fromHeaderLines(toHeaderLines(headers))).toEqual(headers);
});

it("reads what rows of before hold", () => {
  expect(fromHeaderLines('[["host","example.com"]]')).toEqual([["host", "example.com"]]);
});
