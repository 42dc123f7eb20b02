import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { newSecret, standardKey } from "./secret";
import { signatureHeaders } from "./sign";
import { verifyDelivery } from "./verify";

const nowSeconds = 1_700_000_000;
const runs = { numRuns: 1_000 };
const secret = newSecret();
const anyText = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.string(), fc.base64String());

function signed(body: string, secrets = { current: secret }): Record<string, string> {
  const names = { eventId: "evt_1", eventType: "a.b", deliveryId: "dlv_1", attemptNumber: 1 };
  const headers = signatureHeaders({ ...names, timestampSeconds: nowSeconds, body, secrets });
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

const verify = (headers: Record<string, string | string[] | undefined>, body: string, secrets = [secret]) =>
  verifyDelivery({ headers, body, secrets, nowSeconds });

/** Changes one character of a text to another one. */
const edit = fc.record({ at: fc.nat(), to: fc.stringMatching(/^[ -~]$/) });
const edited = (text: string, { at, to }: { at: number; to: string }) => {
  const index = at % text.length;
  return text.slice(0, index) + to + text.slice(index + 1);
};

test("one character changed in what is signed, or in both signatures, is never valid", () => {
  const where = fc.constantFrom("body", "webhook-id", "webhook-timestamp", "webhook-signature", "x-webhook-signature");
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), where, edit, (body, what, change) => {
      const headers = signed(body);
      const before = what === "body" ? body : (headers[what] ?? "");
      const after = edited(before, change);
      fc.pre(after !== before);
      const verdict = what === "body" ? verify(headers, after) : verify({ ...headers, [what]: after }, body);
      expect(verdict.outcome).not.toBe("valid");
    }),
    runs,
  );
});

test("a signature among any garbage is found, and garbage alone never is one", () => {
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 5 }), fc.array(anyText, { maxLength: 5 }), (before, after) => {
      const headers = signed("{}");
      const around = [...before, headers["webhook-signature"], ...after].join(" ");
      expect(verify({ ...headers, "webhook-signature": around }, "{}").outcome).toBe("valid");
      const garbage = [...before, ...after].join(" ");
      expect(verify({ ...headers, "webhook-signature": garbage }, "{}").outcome).not.toBe("valid");
    }),
    runs,
  );
});

test("the signature of another secret, scheme or length is never valid", () => {
  const key = standardKey(secret);
  const content = `evt_1.${nowSeconds}.{}`;
  const hmac = (algorithm: string, from = key) => createHmac(algorithm, from).update(content).digest("base64");
  const right = signed("{}")["webhook-signature"] ?? "";
  const wrong = [
    `v1,${hmac("sha1")}`,
    `v1,${hmac("sha512")}`,
    `v1,${hmac("sha256", Buffer.from(secret))}`,
    right.replace("v1,", "v1a,"),
    right.replace("v1,", "v2,"),
    right.replace("v1,", "V1,"),
    right.slice(0, -1),
    `${right}=`,
    right.replace(",", ", "),
    signed("{}", { current: newSecret() })["webhook-signature"] ?? "",
  ];
  for (const signature of wrong)
    expect(verify({ ...signed("{}"), "webhook-signature": signature }, "{}").outcome).toBe("invalid");
});

test("whatever the headers and the secrets are, there is a verdict and no throw, and none is valid", () => {
  const value = fc.oneof(anyText, fc.array(anyText, { maxLength: 3 }), fc.constant(undefined));
  const names = [
    "webhook-id",
    "webhook-timestamp",
    "webhook-signature",
    "x-webhook-timestamp",
    "x-webhook-signature",
    "x-webhook-signature-previous",
  ];
  const headers = fc.record(Object.fromEntries(names.map((name) => [name, value])));
  fc.assert(
    fc.property(headers, anyText, fc.array(anyText, { maxLength: 2 }), (given, body, secrets) => {
      expect(["invalid", "unsigned"]).toContain(verifyDelivery({ headers: given, body, secrets, nowSeconds }).outcome);
    }),
    runs,
  );
});
