import fc from "fast-check";
import { expect, test } from "vitest";
import { OPERATIONAL_CATALOGUE } from "@/lib/event-types";
import { isSubscribed, OPERATIONAL_EVENT_TYPES, patternsOf, typesOfPattern } from "./subscription";

test("a type is meant by itself, by each of its prefixes and by *", () => {
  expect(patternsOf("project.created")).toEqual(["project.created", "project.*", "*"]);
  expect(patternsOf("a.b.c")).toEqual(["a.b.c", "a.*", "a.b.*", "*"]);
  expect(patternsOf("ping")).toEqual(["ping", "*"]);
});

test("a prefix ends at a dot: project.* does not mean projects.created or project", () => {
  expect(isSubscribed(["project.*"], "project.created")).toBe(true);
  expect(isSubscribed(["project.*"], "project.member.added")).toBe(true);
  expect(isSubscribed(["project.*"], "projects.created")).toBe(false);
  expect(isSubscribed(["project.*"], "project")).toBe(false);
});

test("* does not bring a webhook the news that it is failing; webhook.* does", () => {
  expect(isSubscribed(["*"], "webhook.failing")).toBe(false);
  expect(isSubscribed(["webhook.*"], "webhook.failing")).toBe(true);
  expect(isSubscribed(["webhook.disabled"], "webhook.disabled")).toBe(true);
});

test("a prefix stands for exactly the known types that begin with it and a dot", () => {
  const segment = fc.stringMatching(/^[a-z]{1,3}$/);
  const type = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join("."));
  fc.assert(
    fc.property(fc.array(type), type, (known, prefix) => {
      expect(typesOfPattern(`${prefix}.*`, known)).toEqual(known.filter((name) => name.startsWith(`${prefix}.`)));
    }),
  );
});

test("each type that only Posthorn triggers is described", () => {
  expect(OPERATIONAL_CATALOGUE.map(({ name }) => name)).toEqual([...OPERATIONAL_EVENT_TYPES]);
});
