import { expect, test } from "vitest";
import { checkData, checkSchema, placeFieldError } from "./check-json";
import { formatJson } from "./format-json";

const schema = {
  type: "object",
  required: ["id", "items"],
  additionalProperties: false,
  properties: {
    id: { type: "string" },
    amount: { type: "integer" },
    kind: { enum: ["a", "b"] },
    at: { type: "string", format: "date-time" },
    items: { type: "array", items: { type: "object", properties: { sku: { type: "string", minLength: 2 } } } },
    either: { oneOf: [{ type: "string" }, { type: "number" }] },
  },
};

const found = (text: string) =>
  checkData(text, schema).problems.map(({ from, to, message }) => [text.slice(from, to), message]);

test("what breaks the schema is named at its place", () => {
  expect(found('{"id":3,"items":[{"sku":"x"}]}')).toEqual([
    ["3", "id must be string."],
    ['"x"', "items.0.sku string is too short (1 < 2)."],
  ]);
  expect(found('{"id":"1","items":[],"kind":"c","at":"soon","either":true}')).toEqual([
    ['"c"', 'kind must be one of "a", "b".'],
    ['"soon"', "at must have the format date-time."],
    ["true", "either fits none, or more than one, of the forms that the schema allows."],
  ]);
  expect(found('{"id":"1","items":[],"extra":1}')).toEqual([["1", "extra is not a field that the schema allows."]]);
  expect(found('{"id":"1"}')).toEqual([["{", "items is missing."]]);
});

test("a long number is data like any other", () => {
  expect(checkData('{"id":"1","items":[],"amount":12345678901234567890}', schema).problems).toEqual([]);
});

test("what is no JSON is told with its place, and never checked", () => {
  const reports = ['{"id": }', "{'id': 1}", '{"id": 1,}', ""].map((text) => checkData(text, schema));
  expect(reports.map(({ isJson, isChecked }) => isJson || isChecked)).toEqual(Array(4).fill(false));
  expect(reports.map(({ problems }) => problems[0]?.from)).toEqual([7, 1, 9, 0]);
  expect(reports.map(({ problems }) => problems[0]?.message.endsWith("."))).toEqual(Array(4).fill(true));
});

test("a schema that is none says where", () => {
  expect(checkSchema('{"type":"nothing"}').problems).toHaveLength(1);
  expect(checkSchema('{"properties":[]}').problems[0]?.message).toContain("properties must be object");
  expect(checkSchema("[]").problems[0]?.message).toContain("A schema is an object");
  expect(checkSchema('{"$ref":"#/nowhere"}').problems[0]?.message).toContain("cannot be used");
  expect(checkSchema('{"$ref":"#"}').problems[0]?.message).toContain("without end");
  expect(checkSchema(JSON.stringify(schema)).problems).toEqual([]);
});

test("a schema at fault is not blamed on the data", () => {
  expect(checkData("{}", { $ref: "#/nowhere" })).toMatchObject({
    problems: [],
    isJson: true,
    schemaProblem: expect.any(String),
  });
});

test("a refusal of the API is shown at its place in the data", () => {
  const text = '{"items":[{"sku":1}]}';
  const { from, to, message } = placeFieldError(text, { path: "data.items.0.sku", message: "must be string" });
  expect([text.slice(from, to), message]).toEqual(["1", "items.0.sku must be string."]);
});

test("indenting changes white space alone", () => {
  expect(formatJson('{"n":12345678901234567890,"f":1.0,"s":"a  b"}')).toBe(
    '{\n  "n": 12345678901234567890,\n  "f": 1.0,\n  "s": "a  b"\n}',
  );
});
