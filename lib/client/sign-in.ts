import { signIn, signOut } from "next-auth/react";
import { ProblemError } from "./fetcher";

/**
 * Signs in with an address and a password.
 * @throws ProblemError `unauthenticated`, `rate_limited` with the seconds to wait, or `unavailable`.
 */
export async function signInWithPassword(email: string, password: string): Promise<void> {
  const result = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
  if (result?.ok === true && result.error == null) return;
  const [reason, seconds] = (result?.error ?? "unavailable").split(":");
  if (reason === "wrong_credentials")
    throw new ProblemError({
      status: 401,
      code: "unauthenticated",
      detail: "The e-mail address or the password is wrong.",
    });
  if (reason === "rate_limited")
    throw new ProblemError({
      status: 429,
      code: "rate_limited",
      detail: "Too many tries.",
      retryAfterSeconds: Number(seconds),
    });
  throw new ProblemError({
    status: 503,
    code: "unavailable",
    detail: "Signing in is not possible just now. Try again in a few seconds.",
  });
}

/** Leaves for GitHub or Google, which lead back to `next`. */
export async function signInWithProvider(provider: "github" | "google", next: string): Promise<void> {
  await signIn(provider, { callbackUrl: next });
}

/** Ends the session of this browser. */
export async function endSession(): Promise<void> {
  await signOut({ redirect: false });
}
