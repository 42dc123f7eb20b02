import { randomBytes } from "node:crypto";

const PREFIX = "whsec_";
const NEW_SECRET_BYTES = 32;
const SECRET_BYTES_MIN = 24;
const SECRET_BYTES_MAX = 64;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export type ParsedSecret = { outcome: "ok"; secret: string } | { outcome: "refused"; reason: string };

/** @returns a fresh secret: `whsec_` + base64 of 32 random bytes. */
export function newSecret(): string {
  return PREFIX + randomBytes(NEW_SECRET_BYTES).toString("base64");
}

/**
 * Checks a secret that a user brought along: `whsec_` + padded base64 of 24 to 64 bytes (Standard Webhooks).
 * The reason says what is wrong without repeating the secret.
 */
export function parseSecret(text: string): ParsedSecret {
  if (!text.startsWith(PREFIX)) return refused(`must begin with "${PREFIX}", followed by base64`);
  const encoded = text.slice(PREFIX.length);
  if (!BASE64.test(encoded)) {
    return refused(
      `must be "${PREFIX}" and then standard base64 with its padding: no spaces, no line breaks, no "-" or "_"`,
    );
  }
  const key = Buffer.from(encoded, "base64");
  // Decoders differ on stray bits in the last character, so two receivers could disagree about the key.
  if (key.toString("base64") !== encoded) return refused("must be canonical base64; encode the same bytes again");
  if (key.length < SECRET_BYTES_MIN || key.length > SECRET_BYTES_MAX) {
    return refused(`must encode ${SECRET_BYTES_MIN} to ${SECRET_BYTES_MAX} bytes, but encodes ${key.length}`);
  }
  return { outcome: "ok", secret: text };
}

/** @returns the key of the Standard Webhooks signature: the bytes behind the prefix. */
export function standardKey(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), "base64");
}

function refused(reason: string): ParsedSecret {
  return { outcome: "refused", reason };
}
