import { expect, test } from "vitest";
import { z } from "zod";
import { parseQuery } from "./parse-input";

const parse = (query: string) => parseQuery(z.object({ limit: z.string().optional() }), new URLSearchParams(query));

test("a parameter that a call does not have is refused by name, whatever the name", () => {
  for (const name of ["no_such", "__proto__", "constructor", "limit[]"])
    expect(() => parse(`${name}=1`)).toThrow(
      expect.objectContaining({ code: "validation_failed", errors: [expect.objectContaining({ path: name })] }),
    );
  expect(parse("limit=5")).toEqual({ limit: "5" });
});
