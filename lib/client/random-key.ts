const KEY_BYTES = 16;

/** @returns a key that no other call has; also where the page is not served over HTTPS, and has no randomUUID. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
