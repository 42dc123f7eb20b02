import fc from "fast-check";
import { expect, test } from "vitest";
import { memberSpan } from "@/lib/core/json";
import { buildBody } from "./body";

const dataOf = (body: string) => {
  const span = memberSpan(body, "data");
  return span === null ? undefined : body.slice(span.start, span.end);
};

const event = { id: "evt_1", type: "project.created", timestamp: "2026-11-23T10:00:00.000Z" };

test("a body has id, type, timestamp and data, in this order", () => {
  expect(buildBody({ ...event, dataText: '{ "a": 1.0 }' })).toBe(
    '{"id":"evt_1","type":"project.created","timestamp":"2026-11-23T10:00:00.000Z","data":{ "a": 1.0 }}',
  );
});

test("data comes back out of a body digit for digit", () => {
  fc.assert(
    fc.property(fc.json(), (dataText) => {
      expect(dataOf(buildBody({ ...event, dataText }))).toBe(dataText);
    }),
  );
  for (const dataText of ["12345678901234567890", '{"b":1,"a":2,"a":3}', '"\\u0000\\ud800"', "1e400", "[1,\n 2]"])
    expect(dataOf(buildBody({ ...event, dataText }))).toBe(dataText);
});
