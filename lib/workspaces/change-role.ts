import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { requireMayManage } from "./may-manage";
import { getMember, memberInclude, requireAnotherOwner, toMember } from "./members";
import { ChangeRoleInput, type Member } from "./schemas";

/**
 * Gives a member another role; it counts from that member's next request on.
 * @throws AppError `forbidden` when someone who is no owner reaches for owners; `conflict` for the last owner.
 */
export async function changeRole(ctx: Context, id: string, input: ChangeRoleInput): Promise<Member> {
  requireScope(ctx.actor, "members:write");
  const { role } = ChangeRoleInput.parse(input);
  return transact(ctx, async (tx) => {
    const member = await getMember(tx, id);
    requireMayManage(ctx.actor, member.role, role);
    if (member.role === role) return member;
    await requireAnotherOwner(tx, member);
    const row = await tx.db.member.update({ where: { id: member.id }, data: { role }, include: memberInclude });
    await recordAudit(tx, {
      action: "member.role_changed",
      targetKind: "member",
      targetId: member.id,
      diff: { role: [member.role, role] },
    });
    return toMember(row);
  });
}
