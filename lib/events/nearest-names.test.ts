import { expect, test } from "vitest";
import { nearestNames } from "./nearest-names";

const known = ["project.created", "project.updated", "project.deleted", "payment.failed", "user.created"];

test("a mistyped name is answered with the one that was meant", () => {
  expect(nearestNames("project.craeted", known)).toEqual(["project.created"]);
  expect(nearestNames("payment.fail", known)).toEqual(["payment.failed"]);
});

test("a name that is like none has no suggestion", () => {
  expect(nearestNames("zzz", known)).toEqual([]);
  expect(nearestNames("completely.different.thing", known)).toEqual([]);
});
