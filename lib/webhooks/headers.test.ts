import { expect, test } from "vitest";
import { maskHeaders, mergeHeaders } from "./headers";

test("values under names that sound secret are masked, others are shown", () => {
  expect(maskHeaders({ Authorization: "Bearer x", "X-Api-Key": "k", "X-Team": "billing" })).toEqual({
    Authorization: "********",
    "X-Api-Key": "********",
    "X-Team": "billing",
  });
});

test("a mask that is sent back keeps the stored value, whatever the case of the name", () => {
  expect(
    mergeHeaders({ authorization: "********", "X-Team": "ops" }, { Authorization: "Bearer x", "X-Team": "billing" }),
  ).toEqual({
    outcome: "ok",
    headers: { authorization: "Bearer x", "X-Team": "ops" },
  });
});

test("a mask with nothing behind it is refused by name", () => {
  expect(mergeHeaders({ "X-Token": "********" }, {})).toMatchObject({
    outcome: "refused",
    errors: [{ path: "headers.X-Token" }],
  });
});

test("headers that would change the request are refused", () => {
  expect(mergeHeaders({ Host: "example.com" }, {})).toMatchObject({
    outcome: "refused",
    errors: [{ path: "headers.Host" }],
  });
});
