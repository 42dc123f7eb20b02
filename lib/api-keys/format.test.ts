import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateApiKey, hashApiKey, publicIdOf } from "./format";

describe("an API key", () => {
  it("is one word that names its row and ends with its hint", () => {
    const { key, publicId, hint } = generateApiKey();
    expect(key).toMatch(/^ph_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$/);
    expect(publicIdOf(key)).toBe(publicId);
    expect(key.endsWith(hint)).toBe(true);
  });

  it("never comes twice", () => {
    expect(new Set(Array.from({ length: 500 }, () => generateApiKey().key)).size).toBe(500);
  });

  it("with one character changed is known to be mistyped", () => {
    const { key } = generateApiKey();
    fc.assert(
      fc.property(fc.nat(key.length - 1), fc.constantFrom("0", "5", "A", "Z", "a", "z", "_", "-"), (at, character) => {
        fc.pre(key[at] !== character);
        expect(publicIdOf(`${key.slice(0, at)}${character}${key.slice(at + 1)}`)).toBeUndefined();
      }),
    );
  });

  it("that was cut or has something around it is not one", () => {
    const { key } = generateApiKey();
    for (const text of ["", "ph_", key.slice(0, -1), `${key} `, `${key}x`, ` ${key}`, key.toUpperCase()])
      expect(publicIdOf(text)).toBeUndefined();
  });

  it("is stored as a hash that needs the pepper", () => {
    const { key } = generateApiKey();
    expect(hashApiKey(key, "one pepper")).toEqual(hashApiKey(key, "one pepper"));
    expect(hashApiKey(key, "one pepper")).not.toEqual(hashApiKey(key, "another pepper"));
  });
});
