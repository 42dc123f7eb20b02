import { expect, test } from "vitest";
import { slugify, slugOf } from "./slug";

test("a name becomes a readable segment of an address", () => {
  expect(slugify("Ada Lovelace’s team")).toBe("ada-lovelaces-team");
  expect(slugify("  Crème  Brûlée & Co. ")).toBe("creme-brulee-co");
  expect(slugify("x".repeat(80))).toHaveLength(40);
});

test("names in other scripts, reserved words and taken names still get a slug of their own", () => {
  expect(slugOf("فريق 🚀", 0)).toMatch(/^workspace-[0-9a-f]{6}$/);
  expect(slugOf("Sign in", 0)).toMatch(/^sign-in-[0-9a-f]{6}$/);
  expect(slugOf("Acme", 0)).toBe("acme");
  expect(slugOf("Acme", 1)).toMatch(/^acme-[0-9a-f]{6}$/);
});
