import fc from "fast-check";
import { expect, test } from "vitest";
import { elementSpans, type JsonSpan, memberSpan } from "./json";

const sliceOf = (text: string, span: JsonSpan | null) => (span === null ? undefined : text.slice(span.start, span.end));

const space = fc.constantFrom("", "", " ", "\n", "\t ", " \r\n ");
/** JSON text with random white space, escapes and duplicate keys, which no serialiser would write. */
const jsonText: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      fc.constantFrom(
        "null",
        "true",
        "false",
        "-0",
        "1e400",
        "12345678901234567890",
        "1.0",
        '"\\u0000"',
        '"\\ud800"',
        '"\\\\"',
        '"\\\\\\""',
      ),
      fc.string().map((text) => JSON.stringify(text)),
      fc.string({ unit: "binary" }).map((text) => JSON.stringify(text)),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    ),
    fc
      .tuple(space, fc.array(fc.tuple(space, tie("value"), space)))
      .map(([gap, items]) => `[${gap}${items.map(([before, item, after]) => `${before}${item}${after}`).join(",")}]`),
    fc
      .tuple(
        space,
        fc.array(
          fc.tuple(
            space,
            fc.constantFrom('"data"', '"d\\u0061ta"', '"a"', '"__proto__"', '"\\""'),
            space,
            tie("value"),
            space,
          ),
        ),
      )
      .map(
        ([gap, members]) =>
          `{${gap}${members.map(([a, key, b, item, c]) => `${a}${key}${b}:${b}${item}${c}`).join(",")}}`,
      ),
  ),
})).value;

test("every member of an object is found where JSON.parse found it, the last of duplicates", () => {
  fc.assert(
    fc.property(space, jsonText, space, (before, value, after) => {
      const text = `${before}${value}${after}`;
      const parsed: unknown = JSON.parse(text);
      const isObject = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
      for (const key of ["data", "a", "__proto__", '"', "missing"]) {
        const slice = sliceOf(text, memberSpan(text, key));
        const expected = isObject ? Object.getOwnPropertyDescriptor(parsed, key)?.value : undefined;
        if (expected === undefined) expect(slice).toBeUndefined();
        else expect(JSON.parse(slice ?? "")).toEqual(expected);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("every element of an array is found where JSON.parse found it", () => {
  fc.assert(
    fc.property(space, jsonText, (before, value) => {
      const text = before + value;
      const parsed: unknown = JSON.parse(text);
      const slices = elementSpans(text)?.map((span) => JSON.parse(text.slice(span.start, span.end)));
      expect(slices).toEqual(Array.isArray(parsed) ? parsed : undefined);
    }),
    { numRuns: 2_000 },
  );
});

test("a value keeps its digits, white space, escapes and duplicate keys", () => {
  const data = '{ "id": 12345678901234567890,\n "b":1,"a":2,"a":3, "nul":"\\u0000\\ud800", "big":1e400, "one":1.0 }';
  const text = ` {"type":"x", "data" : ${data} , "projectId":null}`;
  expect(sliceOf(text, memberSpan(text, "data"))).toBe(data);
  const batch = `{"events":[ {"type":"a","data":${data}} ,{"data":[1, 2]} ]}`;
  const events = memberSpan(batch, "events");
  const slices = (events === null ? null : elementSpans(batch, events))?.map((span) =>
    sliceOf(batch, memberSpan(batch, "data", span)),
  );
  expect(slices).toEqual([data, "[1, 2]"]);
});

test("a hundred thousand nested arrays are passed over without a stack overflow", () => {
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  const text = `{"data":${deep}}`;
  expect(sliceOf(text, memberSpan(text, "data"))).toBe(deep);
});

test("text that is not JSON ends the search instead of looping", () => {
  const unit = fc.constantFrom("{", "[", '"', "\\", ",", ":", "}", "]", "1", " ");
  const finish = (search: () => unknown): boolean => {
    try {
      search();
      return true;
    } catch (error) {
      return error instanceof SyntaxError;
    }
  };
  fc.assert(
    fc.property(
      fc.string({ unit }),
      (text) => finish(() => memberSpan(text, "data")) && finish(() => elementSpans(text)),
    ),
  );
});
