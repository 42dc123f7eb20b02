import type { Context, Role } from "@/lib/access";
import { AppError, notFound } from "@/lib/core/errors";
import { sqlOf } from "@/lib/platform/db";
import { Member } from "./schemas";

export type MemberRow = {
  id: string;
  userId: string;
  role: string;
  createdAt: Date;
  user: { name: string | null; email: string };
};

export const memberInclude = { user: { select: { name: true, email: true } } };

export function toMember({ user, ...row }: MemberRow): Member {
  return Member.parse({ ...row, name: user.name, email: user.email });
}

/** @returns a member of the caller's workspace. @throws AppError `not_found` for a missing one and for another workspace's. */
export async function getMember(ctx: Context, id: string): Promise<Member> {
  const row = await ctx.db.member.findFirst({ where: { id, workspaceId: ctx.workspace.id }, include: memberInclude });
  if (row === null) throw notFound("member");
  return toMember(row);
}

/**
 * Sees to it that an owner stays. Locks the workspace first: two owners who leave at the same moment would otherwise each
 * see the other one stay.
 * @throws AppError `conflict` when `member` is the last owner.
 */
export async function requireAnotherOwner(tx: Context, member: { id: string; role: Role }): Promise<void> {
  await sqlOf(tx.db)("SELECT id FROM workspaces WHERE id = $1 FOR UPDATE", [tx.workspace.id]);
  const others = await tx.db.member.count({
    where: { workspaceId: tx.workspace.id, role: "owner", id: { not: member.id } },
  });
  if (member.role === "owner" && others === 0)
    throw new AppError(
      "conflict",
      "A workspace needs an owner, and this is the last one. Make somebody else an owner first.",
    );
}
