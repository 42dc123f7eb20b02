import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError } from "@/lib/core/errors";
import { newInvitationToken } from "./find-invitation";
import { getWorkspace } from "./get-workspace";
import { getInvitation, INVITATION_LIFETIME_MS, withLink } from "./invitations";
import { requireMayManage } from "./may-manage";
import type { InvitationWithLink } from "./schemas";

/**
 * Makes a new link for a pending or expired invitation, good for seven days again; the earlier link ends.
 * @throws AppError `conflict` for one that was accepted or revoked.
 */
export async function resendInvitation(ctx: Context, id: string): Promise<InvitationWithLink> {
  requireScope(ctx.actor, "members:write");
  return transact(ctx, async (tx) => {
    const invitation = await getInvitation(tx, id);
    requireMayManage(ctx.actor, invitation.role);
    const { token, tokenHash } = newInvitationToken();
    const expiresAt = new Date(Date.now() + INVITATION_LIFETIME_MS);
    const { count } = await tx.db.invitation.updateMany({
      where: { id: invitation.id, acceptedAt: null, revokedAt: null },
      data: { tokenHash, expiresAt },
    });
    if (count === 0) throw new AppError("conflict", `This invitation was ${invitation.status}. Make a new one.`);
    await recordAudit(tx, { action: "invitation.resent", targetKind: "invitation", targetId: invitation.id });
    const workspace = await getWorkspace(tx);
    return withLink(tx, await getInvitation(tx, id), token, workspace.name);
  });
}
