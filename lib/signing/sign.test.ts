import { createHmac, timingSafeEqual } from "node:crypto";
import fc from "fast-check";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { expect, test } from "vitest";
import { newSecret } from "./secret";
import { signatureHeaders, type SignatureHeaders, type SigningSecrets } from "./sign";

const nowSeconds = () => Math.floor(Date.now() / 1000);

function signed(body: string, secrets: SigningSecrets, timestampSeconds = nowSeconds()): SignatureHeaders {
  return signatureHeaders({
    eventId: "evt_1",
    eventType: "project.created",
    deliveryId: "dlv_1",
    attemptNumber: 3,
    timestampSeconds,
    body,
    secrets,
  });
}

/** The rule of the quick start's Node receiver: the body goes through a parse, and the key is the secret as shown. */
function quickStartAccepts(secret: string, body: string, headers: SignatureHeaders): boolean {
  const timestamp = Number.parseInt(headers["X-Webhook-Timestamp"], 10);
  if (nowSeconds() - timestamp > 300) return false;
  const expected = createHmac("sha256", secret)
    .update(`${timestamp}.${JSON.stringify(JSON.parse(body))}`)
    .digest("hex");
  return timingSafeEqual(Buffer.from(headers["X-Webhook-Signature"], "hex"), Buffer.from(expected, "hex"));
}

function librariesAccept(secret: string, body: string, headers: SignatureHeaders): boolean {
  const verdicts = [StandardWebhook, SvixWebhook].map((Library) => {
    try {
      new Library(secret).verify(body, { ...headers });
      return true;
    } catch {
      return false;
    }
  });
  expect(new Set(verdicts).size).toBe(1);
  return verdicts[0] === true;
}

const anyBody = fc
  .json()
  .map((data) => `{"id":"evt_1","type":"project.created","timestamp":"2026-01-01T00:00:00.000Z","data":${data}}`);

test("standardwebhooks, svix and the quick start's receiver accept a delivery of any body", () => {
  const secret = newSecret();
  fc.assert(
    fc.property(anyBody, (body) => {
      const headers = signed(body, { current: secret });
      expect(librariesAccept(secret, body, headers)).toBe(true);
      if (JSON.stringify(JSON.parse(body)) === body) expect(quickStartAccepts(secret, body, headers)).toBe(true);
    }),
  );
});

test("the quick start's receiver accepts an ordinary project event", () => {
  const secret = newSecret();
  const body = JSON.stringify({
    id: "evt_1",
    type: "project.created",
    timestamp: "2026-01-01T00:00:00.000Z",
    data: { name: "Zoë 🚀", n: 1.5 },
  });
  expect(quickStartAccepts(secret, body, signed(body, { current: secret }))).toBe(true);
});

test("before, during and after a rotation the official libraries accept whichever secret is in force", () => {
  fc.assert(
    fc.property(anyBody, (body) => {
      const [older, newer] = [newSecret(), newSecret()];
      const before = signed(body, { current: older });
      const during = signed(body, { current: newer, previous: older });
      const after = signed(body, { current: newer, previous: null });
      expect([before, during, after].map((headers) => librariesAccept(older, body, headers))).toEqual([
        true,
        true,
        false,
      ]);
      expect([before, during, after].map((headers) => librariesAccept(newer, body, headers))).toEqual([
        false,
        true,
        true,
      ]);
    }),
    { numRuns: 30 },
  );
});

test("during a rotation the new signature comes first, and the old one has a header of its own", () => {
  const [older, newer] = [newSecret(), newSecret()];
  const during = signed("{}", { current: newer, previous: older }, 1_700_000_000);
  const withOld = signed("{}", { current: older }, 1_700_000_000);
  const withNew = signed("{}", { current: newer }, 1_700_000_000);
  expect(during["webhook-signature"]).toBe(`${withNew["webhook-signature"]} ${withOld["webhook-signature"]}`);
  expect(during["X-Webhook-Signature"]).toBe(withNew["X-Webhook-Signature"]);
  expect(during["X-Webhook-Signature-Previous"]).toBe(withOld["X-Webhook-Signature"]);
  expect(Object.keys(withNew)).not.toContain("X-Webhook-Signature-Previous");
});

test("the headers and signatures of a known delivery never change", () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
  const body = '{"data":{"n":12345678901234567890}}';
  expect(signed(body, { current: secret }, 1_700_000_000)).toEqual({
    "X-Webhook-Id": "evt_1",
    "X-Webhook-Event": "project.created",
    "X-Webhook-Delivery": "dlv_1",
    "X-Webhook-Attempt": "3",
    "X-Webhook-Timestamp": "1700000000",
    "X-Webhook-Signature": createHmac("sha256", secret).update(`1700000000.${body}`).digest("hex"),
    "webhook-id": "evt_1",
    "webhook-timestamp": "1700000000",
    "webhook-signature": `v1,${createHmac("sha256", Buffer.alloc(32, 7)).update(`evt_1.1700000000.${body}`).digest("base64")}`,
  });
  expect(signed(body, { current: secret }, 1_700_000_000)).toEqual(
    signatureHeaders({
      eventId: "evt_1",
      eventType: "project.created",
      deliveryId: "dlv_1",
      attemptNumber: 3,
      timestampSeconds: 1_700_000_000,
      body: Buffer.from(body),
      secrets: { current: secret },
    }),
  );
});
