import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { createSqlFilter } from "@/lib/platform/sql-filter";
import { addDeliveryFilter, payloadOf } from "./filter";
import { DeliveryFilter, deliveryFilterFields } from "./filter-schema";

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    "' OR 1=1 --",
    "$1",
    "%",
    "_",
    "\\",
    "{}",
    "{NULL}",
    "gte:3",
    "lte:9999999",
    "5xx",
    "599-100",
    "none",
    "__proto__",
  ),
  fc.stringMatching(/^data(\.[a-z'"$\\{}]{1,5}){1,3}:.{1,10}$/),
  fc
    .constantFrom("delivered", "failed", "project.*", "*", "2026-11-23T12:00:00Z")
    .chain((text) => fc.array(fc.constant(text), { minLength: 1, maxLength: 3 })),
);
const id = newId("delivery");
const valid = {
  id,
  status: "failed",
  eventType: "project.*",
  code: "500-503,none",
  error: "timeout",
  trigger: "manual",
  attempts: "gte:2",
  latency: "lte:10",
  from: "2026-01-01T00:00:00Z",
  q: "data.a:b",
};
const names = Object.keys(deliveryFilterFields);
/** Some fields as they should be, and one as nobody would write it. */
const filter = fc
  .record({ good: fc.subarray(Object.keys(valid)), odd: fc.constantFrom("q", ...names), text: hostile })
  .map(({ good, odd, text }) => ({
    ...Object.fromEntries(Object.entries(valid).filter(([name]) => good.includes(name))),
    [odd]: text,
  }));

test("whatever a filter says, it is refused by field, or its words are parameters and none of them is SQL", () => {
  const plain = new Set<string>();
  fc.assert(
    fc.property(filter, (given) => {
      const parsed = DeliveryFilter.safeParse(given);
      if (!parsed.success) {
        for (const issue of parsed.error.issues) expect(Object.keys(given)).toContain(String(issue.path[0]));
        return;
      }
      const sql = createSqlFilter();
      addDeliveryFilter(sql, newId("workspace"), parsed.data);
      const payload = payloadOf(sql, parsed.data) ?? "";
      const text = `${sql.text()} ${payload}`;
      for (const [, number] of text.matchAll(/\$(\d+)/g)) expect(Number(number)).toBeLessThanOrEqual(sql.values.length);
      // With the parameters' numbers taken out, only the names of the fields decide what it says.
      plain.add(text.replaceAll(/\$\d+/g, "$"));
      const words = Object.values<string | string[]>(given).flat();
      for (const word of words) if (word.length > 12) expect(text).not.toContain(word);
    }),
    { numRuns: 3_000 },
  );
  expect(plain.size).toBeGreaterThan(100);
  expect([...plain].join("")).not.toMatch(/OR 1=1|__proto__/);
});

test("each single field, valid, becomes a condition", () => {
  for (const [name, value] of Object.entries({ ...valid, q: id })) {
    const sql = createSqlFilter();
    addDeliveryFilter(sql, "ws", DeliveryFilter.parse({ [name]: value }));
    expect([name, sql.text()]).not.toEqual([name, "(d.workspace_id = $1)"]);
  }
});
