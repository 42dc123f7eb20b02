import { expect, test } from "vitest";
import { InstantInput, textOf } from "./schemas";

test("text that PostgreSQL cannot hold as it is, is refused and not changed on its way", () => {
  const Text = textOf(100);
  for (const text of ["a\0b", "a\ud800b", "\udc00", "  ", "x".repeat(101)])
    expect(Text.safeParse(text).success).toBe(false);
  for (const text of ["Zoë", "👋", "a\nb", "\ufffd"]) expect(Text.parse(text)).toBe(text);
});

test("a time is one that PostgreSQL can be asked for", () => {
  for (const text of [
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "1969-12-31T23:59:59.999Z",
    "2026-02-30T00:00:00Z",
  ])
    expect(InstantInput.safeParse(text).success).toBe(false);
  for (const text of ["1970-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"])
    expect(InstantInput.parse(text).getTime()).toBe(Date.parse(text));
});
