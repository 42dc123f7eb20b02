import { AppError } from "@/lib/core/errors";
import type { Door } from "@/lib/users";
import { createUserWithWorkspace } from "./create-user-with-workspace";
import { findOpenInvitation } from "./find-invitation";
import { SignUpInput } from "./schemas";

/**
 * Makes an account for whoever asks, or, where the operator wants so, only for the address of an open invitation.
 *
 * An address that has an account already is told so: without a confirmation by mail, which many instances cannot send,
 * there is no honest answer that hides it. Asking is throttled per network address, so it cannot be used to go through lists.
 * @throws AppError `already_exists` on `email`; `forbidden` without an invitation where one is needed; `rate_limited`.
 */
export async function signUp(
  door: Door,
  input: SignUpInput,
  policy: "open" | "invited",
): Promise<{ userId: string; workspaceSlug: string }> {
  const { email, password, name, invitationToken } = SignUpInput.parse(input);
  await door.throttle.take("sign-up-address", door.ip ?? "unknown");
  if (policy === "invited") {
    const invitation = await findOpenInvitation(door.db, invitationToken);
    if (invitation?.email !== email)
      throw new AppError(
        "forbidden",
        "Accounts are by invitation here: open the link of your invitation and use the address it was made for.",
      );
  }
  const { userId, workspace } = await createUserWithWorkspace(door, { email, password, name });
  return { userId, workspaceSlug: workspace.slug };
}
