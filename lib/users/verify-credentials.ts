import { AppError } from "@/lib/core/errors";
import type { Door } from "./door";
import { verifyPassword } from "./password";
import { recordSignIn } from "./record-sign-in";
import { CredentialsInput } from "./schemas";

export type SignedInUser = { id: string; email: string; name: string | null; sessionVersion: number };

/**
 * Checks an e-mail address and a password. An unknown address, an account without a password and a wrong password
 * are one answer that takes the same time. Both outcomes are on record in the person's own workspace.
 * @throws AppError `unauthenticated`; `rate_limited` with the seconds to wait; `unavailable` when tries cannot be counted.
 */
export async function verifyCredentials(door: Door, input: unknown): Promise<SignedInUser> {
  const { logger } = door.services;
  const address = door.ip ?? "unknown";
  await door.throttle.take("sign-in-address", address);
  const credentials = CredentialsInput.safeParse(input);
  if (!credentials.success) throw wrongCredentials();
  const { email, password } = credentials.data;
  // Whoever guesses without end must not keep the owner out: where they are signed in already, their tries count apart.
  const counted = (await isKnownAddress(door, email)) ? `${email} ${address}` : email;
  await door.throttle.take("sign-in-account", counted);

  const user = await door.db.user.findUnique({ where: { email } });
  const verified = await verifyPassword(user?.passwordHash, password);
  if (user === null || !verified) {
    // Not awaited: writing it would make the answer for a known address slower than the one for an unknown one.
    if (user !== null)
      recordSignIn(door, user.id, "failed").catch((err: unknown) =>
        logger.error({ err }, "a failed sign-in is not on record"),
      );
    throw wrongCredentials();
  }
  await Promise.all([
    door.throttle.forgive("sign-in-account", counted),
    door.throttle.giveBack("sign-in-address", address),
    recordSignIn(door, user.id, "succeeded"),
  ]);
  return { id: user.id, email: user.email, name: user.name, sessionVersion: user.sessionVersion };
}

/** @returns whether the account has an open session that was last seen at this network address. */
async function isKnownAddress({ db, ip }: Door, email: string): Promise<boolean> {
  if (ip === undefined) return false;
  const where = { ip, expiresAt: { gt: new Date() }, user: { email } };
  return (await db.session.findFirst({ where, select: { id: true } })) !== null;
}

function wrongCredentials(): AppError {
  return new AppError("unauthenticated", "The e-mail address or the password is wrong.");
}
