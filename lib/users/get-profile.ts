import type { Context } from "@/lib/access";
import { notFound } from "@/lib/core/errors";
import type { Db } from "@/lib/platform/db";
import { requirePerson } from "./require-person";
import { Profile } from "./schemas";

/** @returns the signed-in person's own account. */
export async function getProfile(ctx: Context): Promise<Profile> {
  return findProfile(ctx.db, requirePerson(ctx).id);
}

/** @returns a person's account, for a page outside of every workspace. @throws AppError `not_found`. */
export async function findProfile(db: Db, id: string): Promise<Profile> {
  const user = await db.user.findUnique({ where: { id } });
  if (user === null) throw notFound("user");
  return Profile.parse({ ...user, hasPassword: user.passwordHash !== null });
}
