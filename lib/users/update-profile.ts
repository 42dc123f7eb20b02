import { type Context, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { getProfile } from "./get-profile";
import { requirePerson } from "./require-person";
import { type Profile, UpdateProfileInput } from "./schemas";

/** Changes the signed-in person's name, which colleagues and the audit log show. */
export async function updateProfile(ctx: Context, input: UpdateProfileInput): Promise<Profile> {
  const { id } = requirePerson(ctx);
  const { name } = UpdateProfileInput.parse(input);
  return transact(ctx, async (tx) => {
    const before = await getProfile(tx);
    if (before.name === name) return before;
    await tx.db.user.update({ where: { id }, data: { name } });
    await recordAudit(tx, {
      action: "user.updated",
      targetKind: "user",
      targetId: id,
      diff: { name: [before.name, name] },
    });
    return { ...before, name };
  });
}
