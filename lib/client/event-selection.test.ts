import { expect, test } from "vitest";
import {
  countMeant,
  describeEvents,
  groupTypes,
  isMeant,
  otherPatterns,
  stateOfGroup,
  toggleGroup,
  toggleType,
  type TypeGroup,
} from "./event-selection";

const TYPES = ["order.paid", "order.shipped", "user.created", "ping", "webhook.failing", "webhook.disabled"];
const groups = groupTypes(TYPES);
const groupOf = (prefix: string): TypeGroup => {
  const found = groups.find((group) => group.prefix === prefix);
  if (found === undefined) throw new Error(prefix);
  return found;
};

test("types are grouped by their first part, in alphabetical order", () => {
  expect(groups.map(({ prefix, types }) => [prefix, types.length])).toEqual([
    ["order", 2],
    ["ping", 1],
    ["user", 1],
    ["webhook", 2],
  ]);
});

test("a group is all with its wildcard, some with types by name, none without", () => {
  expect(stateOfGroup(["order.*"], groupOf("order"))).toBe("all");
  expect(stateOfGroup(["order.paid", "order.shipped"], groupOf("order"))).toBe("some");
  expect(stateOfGroup(["user.created"], groupOf("order"))).toBe("none");
  expect(stateOfGroup(["*"], groupOf("order"))).toBe("all");
  expect(stateOfGroup(["*"], groupOf("webhook"))).toBe("none");
});

test("pressing a group goes from none and some to its wildcard, and from there to none", () => {
  expect(toggleGroup(["user.created"], groupOf("order"), groups)).toEqual(["user.created", "order.*"]);
  expect(toggleGroup(["order.paid"], groupOf("order"), groups)).toEqual(["order.*"]);
  expect(toggleGroup(["order.*", "user.created"], groupOf("order"), groups)).toEqual(["user.created"]);
});

test("taking a group out of everything leaves the others' wildcards", () => {
  expect(toggleGroup(["*"], groupOf("order"), groups)).toEqual(["ping", "user.*"]);
  expect(toggleGroup(["*"], groupOf("webhook"), groups)).toEqual(["*", "webhook.*"]);
});

test("taking a type out of a wildcard spells out the rest", () => {
  expect(toggleType(["order.*", "user.created"], "order.paid", groups)).toEqual(["user.created", "order.shipped"]);
  expect(toggleType(["*"], "order.paid", groups)).toEqual(["ping", "user.*", "order.shipped"]);
  expect(toggleType([], "order.paid", groups)).toEqual(["order.paid"]);
  expect(toggleType(["order.paid"], "order.paid", groups)).toEqual([]);
  expect(toggleType(["order.paid", "order.*"], "order.paid", groups)).toEqual(["order.shipped"]);
});

test("whatever is pressed, only what was pressed changes", () => {
  const selections = [[], ["*"], ["order.*"], ["order.paid", "user.created"], ["*", "webhook.*"]];
  for (const selected of selections)
    for (const type of TYPES) {
      const after = toggleType(selected, type, groups);
      expect(isMeant(after, type)).toBe(!isMeant(selected, type));
      for (const other of TYPES.filter((name) => name !== type))
        expect([selected, type, other, isMeant(after, other)]).toEqual([
          selected,
          type,
          other,
          isMeant(selected, other),
        ]);
    }
});

test("patterns without a box are named, and all of them can be put in a few words", () => {
  expect(otherPatterns(["*", "order.*", "order.item.*", "gone.type"], groups)).toEqual(["order.item.*", "gone.type"]);
  expect(countMeant(["order.*"], TYPES)).toBe(2);
  expect([describeEvents(["*"]), describeEvents(["order.*"]), describeEvents(["a.b", "c.d"])]).toEqual([
    "All events",
    "order.*",
    "2 types",
  ]);
});
