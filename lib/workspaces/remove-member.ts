import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { requireMayManage } from "./may-manage";
import { getMember, requireAnotherOwner } from "./members";

/**
 * Removes a member, or lets one leave: oneself may go whatever the role.
 * @throws AppError `forbidden` when someone who is no owner reaches for an owner; `conflict` for the last owner.
 */
export async function removeMember(ctx: Context, id: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const member = await getMember(tx, id);
    const leaves = ctx.actor.kind === "user" && ctx.actor.id === member.userId;
    if (!leaves) {
      requireScope(ctx.actor, "members:write");
      requireMayManage(ctx.actor, member.role);
    }
    await requireAnotherOwner(tx, member);
    await tx.db.member.delete({ where: { id: member.id } });
    await recordAudit(tx, {
      action: leaves ? "member.left" : "member.removed",
      targetKind: "member",
      targetId: member.id,
      diff: { email: [member.email, null], role: [member.role, null] },
    });
  });
}
