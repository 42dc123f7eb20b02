import { expect, test } from "vitest";
import { safeNext } from "./safe-next";

test("signing in leads back to the page that was asked for", () => {
  expect(safeNext("/acme/settings/members?tab=pending#x")).toBe("/acme/settings/members?tab=pending#x");
});

test("signing in never leads to another host", () => {
  const elsewhere = [
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/..//evil.example",
    "evil",
    "",
  ];
  expect(elsewhere.map(safeNext)).toEqual(elsewhere.map(() => "/"));
  expect(safeNext(undefined)).toBe("/");
  expect(safeNext(["/a", "/b"])).toBe("/");
});
