import fc from "fast-check";
import { expect, test } from "vitest";
import { checkValue } from "./check-value";
import { inferSchema } from "./infer-schema";
import { sampleSchema } from "./sample-schema";
import { schemaFields } from "./schema-fields";

test("whatever the example, it satisfies the schema that is made of it", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (example) => {
      fc.pre(!JSON.stringify(example).includes("__proto__"));
      expect(checkValue(inferSchema(example), example)).toEqual({ outcome: "checked", errors: [] });
    }),
  );
});

test("an example of a schema satisfies it", () => {
  const schema = {
    type: "object",
    required: ["id"],
    properties: {
      id: { type: ["string", "integer"] },
      count: { type: "integer", minimum: 5 },
      at: { type: "string", format: "date-time" },
      lines: { type: "array", minItems: 2, items: { $ref: "#/$defs/line" } },
    },
    $defs: { line: { type: "object", properties: { sku: { type: "string" } } } },
  };
  const sampled = sampleSchema(schema);
  expect(sampled).toMatchObject({ outcome: "sampled", value: { lines: [{ sku: "string" }, { sku: "string" }] } });
  if (sampled.outcome === "sampled") expect(checkValue(schema, sampled.value)).toMatchObject({ errors: [] });
  expect(sampleSchema({ $ref: "#" }).outcome).toBe("refused");
});

test("fields are told with type, need, values and limits, also behind references and inside of lists", () => {
  const rows = schemaFields({
    type: "object",
    required: ["id", "lines"],
    properties: {
      id: { type: ["string", "null"], description: "Its id" },
      state: { enum: ["open", 1] },
      lines: { type: "array", minItems: 1, items: { $ref: "#/$defs/line" } },
      parent: { $ref: "#" },
      either: { anyOf: [{ type: "string" }, { $ref: "#/$defs/line" }] },
    },
    $defs: {
      line: { allOf: [{ type: "object", properties: { sku: { type: "string", pattern: "^a" } } }], required: ["sku"] },
    },
  });
  expect(rows.slice(0, 4)).toEqual([
    {
      path: "id",
      name: "id",
      depth: 0,
      type: "string or null",
      isRequired: true,
      values: [],
      description: "Its id",
      limits: [],
    },
    {
      path: "state",
      name: "state",
      depth: 0,
      type: "any",
      isRequired: false,
      values: ['"open"', "1"],
      description: null,
      limits: [],
    },
    {
      path: "lines",
      name: "lines",
      depth: 0,
      type: "array of object",
      isRequired: true,
      values: [],
      description: null,
      limits: ["1 items or more"],
    },
    {
      path: "lines[].sku",
      name: "sku",
      depth: 1,
      type: "string",
      isRequired: true,
      values: [],
      description: null,
      limits: ["matches ^a"],
    },
  ]);
  expect(rows.find(({ path }) => path === "either")?.type).toBe("string or object");
  // A schema inside of itself ends somewhere.
  expect(rows.length).toBeLessThanOrEqual(500);
});
