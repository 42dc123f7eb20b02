import { createHmac, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

/**
 * `ph_` + public id (12) + `_` + secret (43 characters, 256 bits) + checksum (6): one word for a double click. The public
 * id finds the row; the checksum tells a cut or mistyped key without asking the database, and lets secret scanners be sure.
 */
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PUBLIC_ID_LENGTH = 12;
// 62^43 > 2^256.
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const SHAPE = new RegExp(`^ph_([0-9A-Za-z]{${PUBLIC_ID_LENGTH}})_[0-9A-Za-z]{${SECRET_LENGTH + CHECKSUM_LENGTH}}$`);

export type NewApiKey = { key: string; publicId: string; hint: string };

/** @returns a new random key. `key` is to be shown once and kept nowhere. */
export function generateApiKey(): NewApiKey {
  const publicId = randomText(PUBLIC_ID_LENGTH);
  const body = `ph_${publicId}_${randomText(SECRET_LENGTH)}`;
  const key = `${body}${checksumOf(body)}`;
  return { key, publicId, hint: key.slice(-4) };
}

/** @returns the public id of a whole, well-formed key, undefined for anything else. */
export function publicIdOf(key: string): string | undefined {
  const publicId = SHAPE.exec(key)?.[1];
  const whole = checksumOf(key.slice(0, -CHECKSUM_LENGTH)) === key.slice(-CHECKSUM_LENGTH);
  return whole ? publicId : undefined;
}

/** @returns what is stored of a key: useless without the pepper, which the database does not have. */
export function hashApiKey(key: string, pepper: string): Buffer {
  return createHmac("sha256", pepper).update(key).digest();
}

function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}

function checksumOf(body: string): string {
  let rest = crc32(body);
  let text = "";
  for (let place = 0; place < CHECKSUM_LENGTH; place += 1) {
    text = `${ALPHABET[rest % ALPHABET.length]}${text}`;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return text;
}
