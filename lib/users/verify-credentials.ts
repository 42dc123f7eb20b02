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
  await door.throttle.take("sign-in-account", email);

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
    door.throttle.forgive("sign-in-account", email),
    door.throttle.giveBack("sign-in-address", address),
    recordSignIn(door, user.id, "succeeded"),
  ]);
  return { id: user.id, email: user.email, name: user.name, sessionVersion: user.sessionVersion };
}

function wrongCredentials(): AppError {
  return new AppError("unauthenticated", "The e-mail address or the password is wrong.");
}
