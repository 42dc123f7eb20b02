import { expect, test } from "vitest";
import { VERIFICATION_SAMPLES } from ".";

const COMPARED =
  /timingSafeEqual|compare_digest|hmac\.Equal|fixed_length_secure_compare|hash_equals|MessageDigest\.isEqual|FixedTimeEquals|verify_slice/;

test.each(VERIFICATION_SAMPLES)(
  "the $id sample follows the documented pattern: the raw body, both headers, five minutes, HMAC-SHA256",
  ({ code }) => {
    expect(code).toContain("WEBHOOK_SECRET");
    expect(code.toLowerCase()).toContain("x-webhook-timestamp");
    expect(code.toLowerCase()).toContain("x-webhook-signature");
    expect(code).toMatch(/\b300\b/);
    expect(code).toMatch(/sha-?256/i);
    expect(code).toMatch(/raw_?body|body_file/i);
  },
);

test.each(VERIFICATION_SAMPLES.filter(({ id }) => id !== "shell"))(
  "the $id sample compares in constant time",
  ({ code }) => expect(code).toMatch(COMPARED),
);

test("each has a tab and a file of its own", () => {
  const ids = VERIFICATION_SAMPLES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const files = VERIFICATION_SAMPLES.map(({ file }) => file);
  expect(new Set(files).size).toBe(files.length);
});
