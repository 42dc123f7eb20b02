import { expect, test } from "vitest";
import { checkData, checkSchema } from "@/lib/client/json/check-json";
import { EVENT_CATALOGUE } from "@/lib/event-types/catalogue";
import { OPERATIONAL_CATALOGUE } from "@/lib/event-types/operational-catalogue";

test("each type that is there from the start has a schema that the browser can use, and an example that satisfies it", () => {
  const problems = [...EVENT_CATALOGUE, ...OPERATIONAL_CATALOGUE].flatMap(({ schema, example }) => [
    ...checkSchema(JSON.stringify(schema)).problems,
    ...checkData(JSON.stringify(example), schema).problems,
  ]);
  expect(problems).toEqual([]);
});
