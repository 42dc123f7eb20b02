import { expect, test } from "vitest";
import { VERIFICATION_SAMPLES } from ".";

test("each sample follows the documented pattern: both headers, five minutes, HMAC-SHA256, constant time, the raw body", () => {
  for (const { id, code } of VERIFICATION_SAMPLES) {
    expect(code, id).toContain("WEBHOOK_SECRET");
    expect(code.toLowerCase(), id).toContain("x-webhook-timestamp");
    expect(code.toLowerCase(), id).toContain("x-webhook-signature");
    expect(code, id).toMatch(/\b300\b/);
    expect(code, id).toMatch(/sha-?256/i);
    expect(code, id).toMatch(/raw_?body|body_file/i);
  }
});

test("each is compared in constant time, but for the one that is run by hand", () => {
  const compare =
    /timingSafeEqual|compare_digest|hmac\.Equal|fixed_length_secure_compare|hash_equals|MessageDigest\.isEqual|FixedTimeEquals|verify_slice/;
  for (const { id, code } of VERIFICATION_SAMPLES) if (id !== "shell") expect(code, id).toMatch(compare);
});

test("each has a tab and a file of its own", () => {
  const ids = VERIFICATION_SAMPLES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const files = VERIFICATION_SAMPLES.map(({ file }) => file);
  expect(new Set(files).size).toBe(files.length);
});
