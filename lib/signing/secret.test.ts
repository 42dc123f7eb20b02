import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { newSecret, parseSecret } from "./secret";

test("a new secret is whsec_ and 32 random bytes, and is a secret one may bring along", () => {
  const secret = newSecret();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(newSecret()).not.toBe(secret);
  expect(parseSecret(secret)).toEqual({ outcome: "ok", secret });
});

test("a brought secret is accepted from 24 to 64 bytes and at no other length", () => {
  for (let length = 0; length <= 100; length += 1) {
    const parsed = parseSecret(`whsec_${randomBytes(length).toString("base64")}`);
    expect(parsed.outcome).toBe(length >= 24 && length <= 64 ? "ok" : "refused");
  }
});

test("a refused secret is told why, without being repeated", () => {
  const good = newSecret();
  const bad = [
    ["", "must begin"],
    [good.slice(6), "must begin"],
    [`WHSEC_${good.slice(6)}`, "must begin"],
    [` ${good}`, "must begin"],
    [`${good}\n`, "standard base64"],
    [good.slice(0, -1), "standard base64"],
    [`whsec_${"-_".repeat(20)}`, "standard base64"],
    [`whsec_${"A".repeat(42)}B=`, "canonical"],
    ["whsec_AAAA", "encodes 3"],
  ] as const;
  for (const [text, reason] of bad) {
    const parsed = parseSecret(text);
    expect(parsed).toEqual({ outcome: "refused", reason: expect.stringContaining(reason) });
    if (text.length > 10) expect(JSON.stringify(parsed)).not.toContain(text.trim());
  }
});

test("no text at all makes the parser throw", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => parseSecret(`whsec_${text}`).outcome !== undefined));
});
