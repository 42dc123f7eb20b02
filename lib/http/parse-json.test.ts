import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson, requireJson, requireNoEncoding } from "./parse-json";

const detailOf = (text: string) => {
  try {
    parseJson(text);
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ code: "invalid_json" });
    return (error as Error).message;
  }
};

describe("a body that is no JSON", () => {
  it("is refused with the place where it goes wrong", () => {
    expect(detailOf('{"a":1,\n "b":x}')).toContain("position 13, line 2 column 6");
    expect(detailOf('{"a":1')).toContain("position 6");
    expect(detailOf("")).toContain("position 0");
  });

  it("is refused whatever it is, and all other is read as JSON.parse reads it", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        let expected: unknown;
        try {
          expected = JSON.parse(text);
        } catch {
          expect(detailOf(text)).toBeDefined();
          return;
        }
        expect(parseJson(text)).toEqual(expected);
      }),
    );
  });

  it("may be nested as deep as people write, and not deeper", () => {
    expect(detailOf(`${"[".repeat(200)}${"]".repeat(200)}`)).toBeUndefined();
    expect(detailOf(`${"[".repeat(201)}${"]".repeat(201)}`)).toContain("200 levels");
    expect(detailOf(`["${"[".repeat(5_000)}\\"{"]`)).toBeUndefined();
  });
});

describe("a content type", () => {
  it.each([
    "application/json",
    "application/json; charset=utf-8",
    'Application/JSON;charset="UTF-8"',
    "application/cloudevents+json",
  ])("%s is JSON", (type) => expect(() => requireJson(new Headers({ "Content-Type": type }))).not.toThrow());

  it.each([
    "",
    "text/plain",
    "application/x-www-form-urlencoded",
    "text/json",
    "application/json; charset=latin1",
    "application/jsonp",
  ])("%j is not", (type) =>
    expect(() => requireJson(new Headers({ "Content-Type": type }))).toThrow(/application\/json/),
  );

  it("with an encoding on top is not", () => {
    expect(() =>
      requireNoEncoding(new Headers({ "Content-Type": "application/json", "Content-Encoding": "gzip" })),
    ).toThrow();
  });
});
