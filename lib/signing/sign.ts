import { createHmac } from "node:crypto";
import { standardKey } from "./secret";

/** `previous` is the secret that was rotated away, while its grace period lasts. */
export type SigningSecrets = { current: string; previous?: string | null };

export type SignatureInput = {
  eventId: string;
  eventType: string;
  deliveryId: string;
  attemptNumber: number;
  timestampSeconds: number;
  /** The exact bytes of the request body; text is signed as UTF-8. */
  body: string | Uint8Array;
  secrets: SigningSecrets;
};

export type SignatureHeaders = {
  "X-Webhook-Id": string;
  "X-Webhook-Event": string;
  "X-Webhook-Delivery": string;
  "X-Webhook-Attempt": string;
  "X-Webhook-Timestamp": string;
  "X-Webhook-Signature": string;
  "X-Webhook-Signature-Previous"?: string;
  "webhook-id": string;
  "webhook-timestamp": string;
  "webhook-signature": string;
};

/**
 * The headers that identify and sign one attempt, in both families that receivers know: `X-Webhook-*` (hex, keyed
 * with the secret as shown) and Standard Webhooks (base64, keyed with the bytes behind `whsec_`).
 * While a rotation overlaps, `webhook-signature` lists the new signature and then the old one.
 */
export function signatureHeaders(input: SignatureInput): SignatureHeaders {
  const { eventId, timestampSeconds, body } = input;
  const { current, previous } = input.secrets;
  const timestamp = String(timestampSeconds);
  const headers: SignatureHeaders = {
    "X-Webhook-Id": eventId,
    "X-Webhook-Event": input.eventType,
    "X-Webhook-Delivery": input.deliveryId,
    "X-Webhook-Attempt": String(input.attemptNumber),
    "X-Webhook-Timestamp": timestamp,
    "X-Webhook-Signature": hexSignature(current, timestamp, body),
    "webhook-id": eventId,
    "webhook-timestamp": timestamp,
    "webhook-signature": standardSignature(current, eventId, timestamp, body),
  };
  if (typeof previous === "string") {
    headers["X-Webhook-Signature-Previous"] = hexSignature(previous, timestamp, body);
    headers["webhook-signature"] += ` ${standardSignature(previous, eventId, timestamp, body)}`;
  }
  return headers;
}

/** @returns hex HMAC-SHA256 of `timestamp.body`, keyed with the secret as it is shown, prefix and all. */
export function hexSignature(secret: string, timestamp: string, body: string | Uint8Array): string {
  return createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
}

/** @returns `v1,` + base64 HMAC-SHA256 of `id.timestamp.body` (Standard Webhooks specification, "Signature scheme"). */
export function standardSignature(secret: string, id: string, timestamp: string, body: string | Uint8Array): string {
  const hmac = createHmac("sha256", standardKey(secret)).update(`${id}.${timestamp}.`).update(body);
  return `v1,${hmac.digest("base64")}`;
}
