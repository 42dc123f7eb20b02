import { type Door, Email, PersonName, recordSignIn } from "@/lib/users";
import { createUserWithWorkspace } from "./create-user-with-workspace";

export type ProviderProfile = {
  provider: string;
  providerAccountId: string;
  /** An address that the provider has confirmed, else null. */
  email: string | null;
  name: string | null;
  image: string | null;
};

export type ProviderSignIn =
  | { outcome: "signed_in"; userId: string }
  | { outcome: "refused"; reason: "email_missing" | "email_taken" | "invitation_needed" };

/**
 * Signs in whom GitHub or Google vouches for, and makes the account at the first time.
 *
 * An account with the same address that was made with a password is not taken over or joined: whoever made it never
 * had to prove that the address is theirs, and would keep a way in.
 */
export async function signInWithProvider(
  door: Omit<Door, "throttle">,
  profile: ProviderProfile,
  policy: "open" | "invited",
): Promise<ProviderSignIn> {
  const { provider, providerAccountId } = profile;
  const account = await door.db.oauthAccount.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
  });
  if (account !== null) {
    await recordSignIn(door, account.userId, "succeeded");
    return { outcome: "signed_in", userId: account.userId };
  }
  const email = Email.safeParse(profile.email).data;
  if (email === undefined) return { outcome: "refused", reason: "email_missing" };
  if ((await door.db.user.count({ where: { email } })) > 0) return { outcome: "refused", reason: "email_taken" };
  if (policy === "invited") {
    const open = { email, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } };
    if ((await door.db.invitation.count({ where: open })) === 0)
      return { outcome: "refused", reason: "invitation_needed" };
  }
  const { userId } = await createUserWithWorkspace(door, {
    email,
    name: PersonName.safeParse(profile.name).data ?? null,
    image: profile.image,
    oauthAccount: { provider, providerAccountId },
  });
  await recordSignIn(door, userId, "succeeded");
  return { outcome: "signed_in", userId };
}
