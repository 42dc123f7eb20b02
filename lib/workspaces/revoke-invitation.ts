import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError } from "@/lib/core/errors";
import { getInvitation } from "./invitations";
import { requireMayManage } from "./may-manage";

/**
 * Ends an invitation: its link says so from now on. Revoking twice is the same as once.
 * @throws AppError `conflict` for one that was accepted; remove the member instead.
 */
export async function revokeInvitation(ctx: Context, id: string): Promise<void> {
  requireScope(ctx.actor, "members:write");
  await transact(ctx, async (tx) => {
    const invitation = await getInvitation(tx, id);
    requireMayManage(ctx.actor, invitation.role);
    if (invitation.status === "revoked") return;
    const { count } = await tx.db.invitation.updateMany({
      where: { id: invitation.id, acceptedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw new AppError("conflict", "This invitation was accepted. Remove the member instead.");
    await recordAudit(tx, {
      action: "invitation.revoked",
      targetKind: "invitation",
      targetId: invitation.id,
      diff: { email: [invitation.email, null] },
    });
  });
}
