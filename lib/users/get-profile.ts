import type { Context } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import { requirePerson } from "./require-person";
import { Profile } from "./schemas";

/** @returns the signed-in person's own account. */
export async function getProfile(ctx: Context): Promise<Profile> {
  const { id } = requirePerson(ctx);
  const user = await ctx.db.user.findUnique({ where: { id } });
  if (user === null) throw notFound("user");
  return Profile.parse({ ...user, hasPassword: user.passwordHash !== null });
}
