import { hash, type Options, verify } from "@node-rs/argon2";

// argon2id is the library's default algorithm. OWASP's least for it: 19 MiB, two passes, one lane. https://cheatsheetseries.owasp.org (Password Storage)
const OPTIONS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Made once a process: an unknown address must cost what a known one does, or the answer's time tells them apart.
let decoy: Promise<string> | undefined;

/** @returns the argon2id hash of a password, with its salt and parameters. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, OPTIONS);
}

/** @returns whether the password is the one of `passwordHash`; without a hash always false, after the same work. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword("no account has this password");
  const matches = await verify(passwordHash ?? (await decoy), password);
  return matches && passwordHash != null;
}
