import fc from "fast-check";
import { expect, test } from "vitest";
import { newSecret } from "./secret";
import { signatureHeaders } from "./sign";
import { verifyDelivery } from "./verify";

const nowSeconds = 1_700_000_000;
const secret = newSecret();
const body = '{"type":"project.created"}';

function received(secrets: { current: string; previous?: string }, atSeconds = nowSeconds): Record<string, string> {
  const headers = signatureHeaders({
    eventId: "evt_1",
    eventType: "t",
    deliveryId: "dlv_1",
    attemptNumber: 1,
    timestampSeconds: atSeconds,
    body,
    secrets,
  });
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function without(headers: Record<string, string>, ...names: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

test("a genuine delivery is valid by both families, and by either alone", () => {
  const headers = received({ current: secret });
  const base = { body, secrets: ["whsec_AAAA", secret], nowSeconds };
  expect(verifyDelivery({ ...base, headers })).toEqual({
    outcome: "valid",
    families: ["standard", "x-webhook"],
    secretIndex: 1,
  });
  expect(
    verifyDelivery({ ...base, headers: without(headers, "webhook-signature", "webhook-timestamp") }),
  ).toMatchObject({ families: ["x-webhook"] });
  expect(
    verifyDelivery({ ...base, headers: without(headers, "x-webhook-signature", "x-webhook-timestamp") }),
  ).toMatchObject({ families: ["standard"] });
});

test("during a rotation a receiver that knows only one of the two secrets finds the delivery valid", () => {
  const newer = newSecret();
  const headers = received({ current: newer, previous: secret });
  expect(verifyDelivery({ headers, body: Buffer.from(body), secrets: [secret], nowSeconds }).outcome).toBe("valid");
  expect(verifyDelivery({ headers, body, secrets: [newer], nowSeconds }).outcome).toBe("valid");
});

test("a request without signature headers is unsigned, not invalid", () => {
  expect(
    verifyDelivery({ headers: { "content-type": "application/json" }, body, secrets: [secret], nowSeconds }),
  ).toEqual({ outcome: "unsigned" });
});

test("each way to be invalid is named, with the family it was found in", () => {
  const good = received({ current: secret });
  const standardOnly = without(good, "x-webhook-signature", "x-webhook-timestamp");
  const cases = [
    [without(good, "webhook-signature"), "standard", "header_missing"],
    [without(good, "webhook-id"), "standard", "header_missing"],
    [without(good, "webhook-timestamp"), "standard", "header_missing"],
    [without(good, "x-webhook-signature"), "x-webhook", "header_missing"],
    [{ ...standardOnly, "webhook-timestamp": "yesterday" }, "standard", "timestamp_malformed"],
    [{ ...standardOnly, "webhook-timestamp": String(nowSeconds * 1000) }, "standard", "timestamp_malformed"],
    [received({ current: secret }, nowSeconds - 301), "standard", "timestamp_too_old"],
    [received({ current: secret }, nowSeconds + 301), "standard", "timestamp_in_future"],
    [{ ...good, "webhook-signature": "v1,short" }, "standard", "signature_malformed"],
    [{ ...good, "x-webhook-signature": "zz" }, "x-webhook", "signature_malformed"],
    [received({ current: newSecret() }), "standard", "signature_mismatch"],
    [{ ...good, "x-webhook-signature": "0".repeat(64) }, "x-webhook", "signature_mismatch"],
  ] as const;
  for (const [headers, which, reason] of cases) {
    expect(verifyDelivery({ headers, body, secrets: [secret], nowSeconds })).toMatchObject({
      outcome: "invalid",
      which,
      reason,
    });
  }
  expect(verifyDelivery({ headers: good, body: `${body} `, secrets: [secret], nowSeconds })).toMatchObject({
    reason: "signature_mismatch",
  });
  expect(verifyDelivery({ headers: good, body, secrets: [], nowSeconds })).toMatchObject({
    reason: "signature_mismatch",
  });
});

test("a delivery is tolerated up to 300 s on either side, and no longer", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1000, max: 1000 }), (ageSeconds) => {
      const verdict = verifyDelivery({
        headers: received({ current: secret }, nowSeconds - ageSeconds),
        body,
        secrets: [secret],
        nowSeconds,
      });
      expect(verdict.outcome).toBe(Math.abs(ageSeconds) <= 300 ? "valid" : "invalid");
    }),
  );
});

test("hostile header values never throw and never verify", () => {
  const hostile = fc.oneof(fc.string({ unit: "binary" }), fc.array(fc.string(), { maxLength: 3 }));
  fc.assert(
    fc.property(hostile, hostile, hostile, (signature, timestamp, id) => {
      const headers = {
        "webhook-signature": signature,
        "webhook-timestamp": timestamp,
        "webhook-id": id,
        "x-webhook-signature": signature,
        "x-webhook-timestamp": timestamp,
      };
      expect(verifyDelivery({ headers, body, secrets: [secret], nowSeconds }).outcome).not.toBe("valid");
    }),
  );
});
