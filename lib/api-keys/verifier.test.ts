import { crc32 } from "node:zlib";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Sql } from "@/lib/platform/db";
import { createLogger } from "@/lib/platform/logger";
import { generateApiKey, hashApiKey } from "./format";
import { createApiKeyVerifier } from "./verifier";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A well-formed key with the public id of one and the secret of another. */
function crossed(one: string, other: string): string {
  const body = `${one.slice(0, 16)}${other.slice(16, -6)}`;
  let rest = crc32(body);
  let checksum = "";
  for (let place = 0; place < 6; place += 1) {
    checksum = `${ALPHABET.charAt(rest % 62)}${checksum}`;
    rest = Math.floor(rest / 62);
  }
  return `${body}${checksum}`;
}

function verifierOf(key: string, read: () => Promise<void> = async () => undefined) {
  const hashed: string[] = [];
  const row = {
    id: "key_1",
    name: "CI",
    secret_hmac: hashApiKey(key, "pepper"),
    scopes: ["events:write", "unknown:scope"],
    expires_at: null,
    revoked_at: null,
    workspace_id: "ws_1",
    slug: "acme",
  };
  const verifier = createApiKeyVerifier({
    sql: (async (text: string) => {
      if (text.startsWith("SELECT")) await read();
      return [row];
    }) as unknown as Sql,
    hash: (text) => {
      hashed.push(text);
      return hashApiKey(text, "pepper");
    },
    logger: createLogger("test", "silent"),
  });
  return { verifier, hashed };
}

test("a key that comes again is known without hashing it again", async () => {
  const { key } = generateApiKey();
  const { verifier, hashed } = verifierOf(key);
  const expected = { id: "key_1", name: "CI", scopes: ["events:write"], workspace: { id: "ws_1", slug: "acme" } };
  for (let call = 0; call < 3; call += 1) expect(await verifier.verify(key, undefined)).toEqual(expected);
  expect(hashed).toEqual([key]);
  verifier.forget("key_1");
  await verifier.verify(key, undefined);
  expect(hashed).toEqual([key, key]);
});

test("another secret under a known key's public id is refused, before and after the right one was seen", async () => {
  const { key } = generateApiKey();
  const { verifier } = verifierOf(key);
  const wrong = crossed(key, generateApiKey().key);
  const refused = { code: "unauthenticated", message: expect.stringContaining("unknown or revoked") };
  await expect(verifier.verify(wrong, undefined)).rejects.toMatchObject(refused);
  await verifier.verify(key, undefined);
  await expect(verifier.verify(wrong, undefined)).rejects.toMatchObject(refused);
  await expect(verifier.verify(key, undefined)).resolves.toMatchObject({ id: "key_1" });
});

test("a key whose time in memory ends while it is read anew is still known to who waits for it", async () => {
  const { key } = generateApiKey();
  const reads: (() => void)[] = [];
  const { verifier } = verifierOf(key, () => new Promise((resolve) => reads.push(resolve)));
  const first = verifier.verify(key, undefined);
  reads.pop()?.();
  await first;
  // No timer fires meanwhile: the one that takes the key out of memory does so just after it is asked for again.
  const startMs = performance.now();
  while (performance.now() - startMs < 1_000);
  const second = verifier.verify(key, undefined);
  await sleep(10);
  reads.pop()?.();
  await expect(second).resolves.toMatchObject({ id: "key_1" });
});
