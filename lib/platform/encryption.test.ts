import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createEncryption } from "./encryption";

const key = () => randomBytes(32).toString("base64");
const context = { workspaceId: "ws_1", table: "webhooks", rowId: "wh_1" };

test("what was encrypted comes back, and the same text never looks the same twice", () => {
  const encryption = createEncryption(`a:${key()}`);
  const first = encryption.encrypt("whsec_ünï", context);
  expect(encryption.decrypt(first, context)).toBe("whsec_ünï");
  expect(encryption.encrypt("whsec_ünï", context)).not.toBe(first);
});

test("a ciphertext that was moved to another row, table or workspace, or was changed, does not open", () => {
  const encryption = createEncryption(`a:${key()}`);
  const sealed = encryption.encrypt("secret", context);
  for (const moved of [
    { ...context, rowId: "wh_2" },
    { ...context, table: "keys" },
    { ...context, workspaceId: "ws_2" },
  ])
    expect(() => encryption.decrypt(sealed, moved)).toThrow();
  const last = sealed.at(-2) === "A" ? "B" : "A";
  expect(() => encryption.decrypt(`${sealed.slice(0, -2)}${last}${sealed.slice(-1)}`, context)).toThrow();
});

test("after a key rotation the old key still reads and the new key writes", () => {
  const [oldKey, newKey] = [key(), key()];
  const sealed = createEncryption(`old:${oldKey}`).encrypt("secret", context);
  const rotated = createEncryption(`new:${newKey},old:${oldKey}`);
  expect(rotated.decrypt(sealed, context)).toBe("secret");
  expect(rotated.currentKeyId).toBe("new");
  expect(rotated.encrypt("secret", context)).toMatch(/^new\./);
  expect(() => createEncryption(`new:${newKey}`).decrypt(sealed, context)).toThrow('No encryption key "old"');
});

test("a malformed key ring is refused by entry, without showing the key", () => {
  expect(() => createEncryption(`a:${key()},b:c2hvcnQ=`)).toThrow("entry 2 must be id:base64 of exactly 32 bytes");
  expect(() => createEncryption("")).toThrow("entry 1");
});
