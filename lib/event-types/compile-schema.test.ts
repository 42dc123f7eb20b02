import { describe, expect, it } from "vitest";
import { EVENT_CATALOGUE, WEBHOOK_EVENTS } from "./catalogue";
import { compileSchema, validateEventData } from "./compile-schema";

const check = (schema: object, data: unknown) => validateEventData(JSON.stringify(schema), data);
const refusal = (schema: object) => {
  try {
    compileSchema(JSON.stringify(schema));
    return undefined;
  } catch (error) {
    return error;
  }
};

describe("the catalogue a workspace begins with", () => {
  it("has 23 types, each with an example that its schema accepts", () => {
    expect(EVENT_CATALOGUE).toHaveLength(23);
    for (const { schema, example } of EVENT_CATALOGUE) expect(check(schema, example)).toEqual([]);
  });

  it("is what WEBHOOK_EVENTS is made of", () => {
    expect(WEBHOOK_EVENTS.PROJECT_CREATED).toBe("project.created");
    expect(Object.values(WEBHOOK_EVENTS)).toEqual(EVENT_CATALOGUE.map(({ name }) => name));
    for (const [key, name] of Object.entries(WEBHOOK_EVENTS)) expect(key).toBe(name.replaceAll(".", "_").toUpperCase());
  });

  it("takes fields it does not know, and refuses known ones of another type", () => {
    const { schema } = EVENT_CATALOGUE.find(({ name }) => name === "project.created") ?? { schema: {} };
    expect(check(schema, { id: 1, name: "P", colour: "red" })).toEqual([]);
    expect(check(schema, { name: 5 })).toEqual([{ path: "data.name", message: "must be string" }]);
  });
});

describe("data that breaks its type's schema", () => {
  it("is named by its path", () => {
    const items = { type: "array", items: { type: "integer" }, uniqueItems: true };
    const schema = {
      type: "object",
      required: ["id"],
      properties: { id: {}, items, at: { format: "date-time" } },
      additionalProperties: false,
    };
    expect(check(schema, {})).toEqual([{ path: "data.id", message: "is missing" }]);
    expect(check(schema, { id: 1, items: [1, "x"] })).toEqual([{ path: "data.items.1", message: "must be integer" }]);
    expect(check(schema, { id: 1, at: "noon" })[0]?.path).toBe("data.at");
    expect(check(schema, { id: 1, more: 1 })[0]?.path).toBe("data.more");
    expect(check(schema, { id: 1, items: [3, 4, 3] })[0]?.message).toBe("must not have the same item twice");
    expect(check(schema, "text")).toEqual([{ path: "data", message: "must be object" }]);
  });
});

describe("a schema", () => {
  it("that is none is refused with its path", () => {
    expect(refusal({ type: "strnig" })).toMatchObject({
      code: "validation_failed",
      errors: expect.arrayContaining([expect.objectContaining({ path: "schema.type" })]),
    });
    expect(refusal({ properties: { a: { minimum: "x" } } })).toMatchObject({
      errors: [{ path: "schema.properties.a.minimum" }],
    });
  });

  it("may be of an older draft, and the same $id may come twice", () => {
    const older = {
      $schema: "http://json-schema.org/draft-07/schema#",
      $id: "https://example.com/one.json",
      definitions: { a: { type: "string" } },
      $ref: "#/definitions/a",
    };
    expect(check(older, 1)).toEqual([{ path: "data", message: "must be string" }]);
    expect(check({ ...older, title: "another" }, "a")).toEqual([]);
  });

  it("cannot reach for other documents, nor for patterns that could run for ever", () => {
    expect(refusal({ $ref: "http://127.0.0.1/schema.json" })).toMatchObject({ code: "validation_failed" });
    expect(refusal({ pattern: "(?=a)b" })).toMatchObject({ code: "validation_failed" });
    const startedMs = Date.now();
    expect(check({ type: "string", pattern: "^(a+)+$" }, `${"a".repeat(50_000)}b`)).toHaveLength(1);
    expect(Date.now() - startedMs).toBeLessThan(5_000);
  });

  it("that refers to itself without end refuses data instead of the process", () => {
    expect(check({ $ref: "#" }, {})).toEqual([{ path: "schema", message: "refers to itself without end" }]);
  });

  it("tells objects apart by what they hold when items must be unique", () => {
    const schema = { type: "array", uniqueItems: true };
    expect(
      check(schema, [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ]),
    ).toHaveLength(1);
    expect(check(schema, [1, "1", [1], { a: 1 }])).toEqual([]);
  });

  it("that doubles its work at each step, or its code at each reference, is stopped and refused", () => {
    const link = (n: number) => ({ $ref: `#/$defs/a${n}` });
    const steps = Array.from({ length: 40 }, (_none, n) => [`a${n}`, { allOf: [link(n + 1), link(n + 1)] }]);
    const doubling = { $defs: { ...Object.fromEntries(steps), a40: {} }, ...link(0) };
    const startedMs = Date.now();
    for (let times = 0; times < 100; times += 1)
      expect(check(doubling, {})).toEqual([{ path: "schema", message: expect.stringContaining("too long") }]);

    const properties = Object.fromEntries(Array.from({ length: 300 }, (_none, n) => [`p${n}`, { type: "string" }]));
    const multiplying = {
      $defs: { a: { properties } },
      allOf: Array.from({ length: 300 }, () => ({ $ref: "#/$defs/a" })),
    };
    refusal(multiplying);
    expect(Date.now() - startedMs).toBeLessThan(15_000);
  });
});
