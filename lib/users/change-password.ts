import { type Context, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { invalidFields } from "@/lib/core/errors";
import { hashPassword, verifyPassword } from "./password";
import { requirePerson } from "./require-person";
import { ChangePasswordInput } from "./schemas";
import type { Throttle } from "./throttle";

/**
 * Sets a new password and ends every session, the one that asks included: the page signs in anew with the new password.
 * @throws AppError `validation_failed` when the current password is wrong; ten guesses in a quarter of an hour.
 */
export async function changePassword(ctx: Context, input: ChangePasswordInput, throttle: Throttle): Promise<void> {
  const { id } = requirePerson(ctx);
  const { currentPassword, newPassword } = ChangePasswordInput.parse(input);
  const user = await ctx.db.user.findUniqueOrThrow({ where: { id } });
  if (user.passwordHash !== null) {
    // Apart from the tries to sign in: those of others must not keep a signed-in person from a new password.
    const counted = `${user.email} new password`;
    await throttle.take("sign-in-account", counted);
    const verified = await verifyPassword(user.passwordHash, currentPassword ?? "");
    if (!verified) throw invalidFields({ path: "currentPassword", message: "is wrong" });
    await throttle.forgive("sign-in-account", counted);
  }
  const passwordHash = await hashPassword(newPassword);
  await transact(ctx, async (tx) => {
    await tx.db.user.update({ where: { id }, data: { passwordHash, sessionVersion: { increment: 1 } } });
    await tx.db.session.deleteMany({ where: { userId: id } });
    await recordAudit(tx, { action: "user.password_changed", targetKind: "user", targetId: id });
  });
}
