import fc from "fast-check";
import { TypeID } from "typeid-js";
import { expect, test } from "vitest";
import { idFloor, idTimeMs, isId, newId } from "./ids";

test("an id is a TypeID that the reference library reads as a UUIDv7", () => {
  const id = newId("event");
  const uuid = TypeID.fromString(id).toUUID();
  expect(uuid[14]).toBe("7");
  expect(uuid[19]).toMatch(/[89ab]/);
  expect(isId("event", id)).toBe(true);
  expect(isId("delivery", id)).toBe(false);
});

test("ids made by one process sort in the order they were made, also within a millisecond", () => {
  const ids = Array.from({ length: 20_000 }, () => newId("delivery"));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test("an id tells when it was made and lies between the floors around it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 47 }), (ms) => {
      expect(idTimeMs(idFloor("attempt", ms))).toBe(ms);
      expect(idFloor("attempt", ms) < idFloor("attempt", ms + 1)).toBe(true);
    }),
  );
  const before = Date.now();
  const id = newId("attempt");
  expect(idTimeMs(id)).toBeGreaterThanOrEqual(before);
  expect(id > idFloor("attempt", before)).toBe(true);
});

test("text that is not an id is told apart", () => {
  for (const bad of [
    "",
    "evt_",
    "evt_0",
    "EVT_01h2xcejqtf2nbrexx3vqjhp41",
    "evt_81h2xcejqtf2nbrexx3vqjhp41",
    "evt_01h2xcejqtf2nbrexx3vqjhp4u",
  ])
    expect(isId("event", bad)).toBe(false);
});
