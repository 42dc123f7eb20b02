import { timingSafeEqual } from "node:crypto";
import { hexSignature, standardSignature } from "./sign";

export type SignatureFamily = "standard" | "x-webhook";

export type InvalidReason =
  | "header_missing"
  | "timestamp_malformed"
  | "timestamp_too_old"
  | "timestamp_in_future"
  | "signature_malformed"
  | "signature_mismatch";

/** `secretIndex` is the position in `secrets` of the one that matched. */
export type SignatureVerdict =
  | { outcome: "valid"; families: SignatureFamily[]; secretIndex: number }
  | { outcome: "invalid"; which: SignatureFamily; reason: InvalidReason; message: string }
  | { outcome: "unsigned" };

export type VerifyInput = {
  /** Names in lower case, as Node's HTTP server hands them out. */
  headers: Record<string, string | string[] | undefined>;
  body: string | Uint8Array;
  /** Any one of them may have signed. */
  secrets: readonly string[];
  nowSeconds: number;
  toleranceSeconds?: number;
};

type FamilyVerdict =
  | { outcome: "valid"; secretIndex: number }
  | Extract<SignatureVerdict, { outcome: "invalid" }>
  | { outcome: "absent" };

type FamilyRules = {
  family: SignatureFamily;
  idHeader: string | null;
  timestampHeader: string;
  signatureHeaders: readonly string[];
  format: RegExp;
  sign: (secret: string, id: string, timestamp: string, body: string | Uint8Array) => string;
};

const STANDARD: FamilyRules = {
  family: "standard",
  idHeader: "webhook-id",
  timestampHeader: "webhook-timestamp",
  signatureHeaders: ["webhook-signature"],
  format: /^v1,[A-Za-z0-9+/]{43}=$/,
  sign: standardSignature,
};

const X_WEBHOOK: FamilyRules = {
  family: "x-webhook",
  idHeader: null,
  timestampHeader: "x-webhook-timestamp",
  signatureHeaders: ["x-webhook-signature", "x-webhook-signature-previous"],
  format: /^[0-9a-f]{64}$/,
  sign: (secret, _id, timestamp, body) => hexSignature(secret, timestamp, body),
};

const TOLERANCE_SECONDS = 300;

/**
 * Judges a received request by both signature families. It is valid when at least one family is there and none that
 * is there fails; unsigned when neither is. Times are Unix seconds; the tolerance holds in both directions.
 */
export function verifyDelivery(input: VerifyInput): SignatureVerdict {
  const families: SignatureFamily[] = [];
  let secretIndex = 0;
  for (const rules of [STANDARD, X_WEBHOOK]) {
    const verdict = verifyFamily(rules, input);
    if (verdict.outcome === "invalid") return verdict;
    if (verdict.outcome === "absent") continue;
    families.push(rules.family);
    secretIndex = verdict.secretIndex;
  }
  return families.length === 0 ? { outcome: "unsigned" } : { outcome: "valid", families, secretIndex };
}

function verifyFamily(rules: FamilyRules, input: VerifyInput): FamilyVerdict {
  const invalid = (reason: InvalidReason, message: string): FamilyVerdict => ({
    outcome: "invalid",
    which: rules.family,
    reason,
    message,
  });

  const presented = rules.signatureHeaders
    .flatMap((name) => headerText(input.headers, name)?.split(" ") ?? [])
    .filter((part) => part !== "");
  const timestamp = headerText(input.headers, rules.timestampHeader);
  const id = rules.idHeader === null ? "" : headerText(input.headers, rules.idHeader);
  if (presented.length === 0 && timestamp === undefined) return { outcome: "absent" };

  if (presented.length === 0) return invalid("header_missing", `${rules.signatureHeaders[0]} is missing.`);
  if (timestamp === undefined) return invalid("header_missing", `${rules.timestampHeader} is missing.`);
  if (id === undefined) return invalid("header_missing", `${rules.idHeader} is missing.`);

  if (!/^\d{1,11}$/.test(timestamp))
    return invalid("timestamp_malformed", `${rules.timestampHeader} is not a time in Unix seconds.`);
  const ageSeconds = input.nowSeconds - Number(timestamp);
  const toleranceSeconds = input.toleranceSeconds ?? TOLERANCE_SECONDS;
  if (ageSeconds > toleranceSeconds)
    return invalid("timestamp_too_old", `Signed ${ageSeconds} s ago; at most ${toleranceSeconds} s are tolerated.`);
  if (ageSeconds < -toleranceSeconds)
    return invalid(
      "timestamp_in_future",
      `Signed ${-ageSeconds} s in the future; at most ${toleranceSeconds} s are tolerated.`,
    );

  const wellFormed = presented.filter((part) => rules.format.test(part));
  if (wellFormed.length === 0)
    return invalid(
      "signature_malformed",
      `${rules.signatureHeaders[0]} does not have the form ${rules.format.source}.`,
    );
  for (const [secretIndex, secret] of input.secrets.entries()) {
    const expected = Buffer.from(rules.sign(secret, id, timestamp, input.body));
    // A well-formed signature is always as long as the expected one, which timingSafeEqual insists on.
    if (wellFormed.some((part) => timingSafeEqual(Buffer.from(part), expected)))
      return { outcome: "valid", secretIndex };
  }
  return invalid("signature_mismatch", "No known secret produces this signature for this body.");
}

function headerText(headers: VerifyInput["headers"], name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(" ") : value;
}
