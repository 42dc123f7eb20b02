import type { Role } from "@/lib/access";
import type { Db } from "@/lib/platform/db";

export type Membership = { workspace: { id: string; slug: string; name: string }; role: Role };

/**
 * @param workspace the slug or id of a workspace; without one it is the person's own.
 * @returns the person's place there, null for a workspace that is missing or not theirs.
 */
export async function findMembership(db: Db, userId: string, workspace?: string): Promise<Membership | null> {
  const member = await db.member.findFirst({
    where: {
      userId,
      workspace: workspace === undefined ? { personal: true } : { OR: [{ slug: workspace }, { id: workspace }] },
    },
    select: { role: true, workspace: { select: { id: true, slug: true, name: true } } },
    orderBy: { id: "asc" },
  });
  // A check constraint of the table keeps `role` to the four words.
  return member === null ? null : { workspace: member.workspace, role: member.role as Role };
}
