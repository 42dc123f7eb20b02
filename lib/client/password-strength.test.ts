import { expect, test } from "vitest";
import { passwordStrength } from "./password-strength";

test.each([
  ["ab", "too short"],
  ["aaaaaaaaaaaaaaaa", "easy to guess"],
  ["Password123!", "easy to guess"],
  ["lampposten", "fair"],
  ["lamp-posten7", "good"],
  ["correct horse battery", "strong"],
])("%s is %s", (password, strength) => {
  expect(passwordStrength(password)).toBe(strength);
});
