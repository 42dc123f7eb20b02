import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** What a ciphertext is bound to: moved to another workspace, table or row, it does not open. */
export type SecretContext = { workspaceId: string; table: string; rowId: string };

export type Encryption = {
  /** @returns `keyId.nonce.ciphertext` (base64url) under the newest key. */
  encrypt(plaintext: string, context: SecretContext): string;
  /** @throws Error when the key is not in the ring, or the text was changed or moved. */
  decrypt(ciphertext: string, context: SecretContext): string;
  /** Id of the newest key, which encrypts; `npm run keys:rotate` brings over what older ones did. */
  currentKeyId: string;
};

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a key ring.
 * @param ring `id:base64` of 32 bytes each, newest first, separated by commas; old keys stay to read what they wrote.
 * @throws Error that names the entry which is malformed, never its key.
 */
export function createEncryption(ring: string): Encryption {
  const keys = new Map<string, Buffer>();
  for (const entry of ring.split(",").map((text) => text.trim())) {
    const separator = entry.indexOf(":");
    const id = entry.slice(0, Math.max(separator, 0));
    const key = Buffer.from(entry.slice(separator + 1), "base64");
    if (!/^[A-Za-z0-9_-]+$/.test(id) || key.length !== 32)
      throw new Error(`POSTHORN_ENCRYPTION_KEYS: entry ${keys.size + 1} must be id:base64 of exactly 32 bytes.`);
    keys.set(id, key);
  }
  const [currentId = ""] = keys.keys();
  const keyOf = (id: string): Buffer => {
    const key = keys.get(id);
    if (key === undefined)
      throw new Error(`No encryption key "${id}" in POSTHORN_ENCRYPTION_KEYS; put it back to read what it encrypted.`);
    return key;
  };
  const aad = ({ workspaceId, table, rowId }: SecretContext) => Buffer.from(`${workspaceId}\n${table}\n${rowId}`);

  return {
    currentKeyId: currentId,
    encrypt(plaintext, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", keyOf(currentId), nonce).setAAD(aad(context));
      const sealed = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `${currentId}.${nonce.toString("base64url")}.${sealed.toString("base64url")}`;
    },
    decrypt(ciphertext, context) {
      const [id = "", nonce = "", sealed = ""] = ciphertext.split(".");
      const bytes = Buffer.from(sealed, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", keyOf(id), Buffer.from(nonce, "base64url"), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(aad(context))
        .setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(0, bytes.length - TAG_BYTES)), decipher.final()]).toString(
        "utf8",
      );
    },
  };
}
