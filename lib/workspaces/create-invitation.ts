import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { newInvitationToken } from "./find-invitation";
import { INVITATION_LIFETIME_MS, toInvitations, withLink } from "./invitations";
import { getWorkspace } from "./get-workspace";
import { requireMayManage } from "./may-manage";
import { CreateInvitationInput, type InvitationWithLink } from "./schemas";

/**
 * Invites an address into the workspace. The link is in this answer and in the mail, and nowhere else: only its hash is kept.
 * @throws AppError `already_exists` for a member, or an address with a pending invitation; `forbidden` for inviting an owner without being one.
 */
export async function createInvitation(ctx: Context, input: CreateInvitationInput): Promise<InvitationWithLink> {
  requireScope(ctx.actor, "members:write");
  const { email, role } = CreateInvitationInput.parse(input);
  requireMayManage(ctx.actor, role);
  return transact(ctx, async (tx) => {
    const workspace = await getWorkspace(tx);
    await refuseKnown(tx, email);
    const { token, tokenHash } = newInvitationToken();
    const row = await tx.db.invitation.create({
      data: {
        id: newId("invitation"),
        workspaceId: workspace.id,
        email,
        role,
        tokenHash,
        invitedById: ctx.actor.kind === "user" ? ctx.actor.id : null,
        expiresAt: new Date(Date.now() + INVITATION_LIFETIME_MS),
      },
    });
    await recordAudit(tx, {
      action: "invitation.created",
      targetKind: "invitation",
      targetId: row.id,
      diff: { email: [null, email], role: [null, role] },
    });
    const [invitation] = await toInvitations(tx, [row]);
    if (invitation === undefined) throw new Error("An invitation that was just written is gone");
    return withLink(tx, invitation, token, workspace.name);
  });
}

async function refuseKnown(tx: Context, email: string): Promise<void> {
  const workspaceId = tx.workspace.id;
  const refuse = (message: string) =>
    new AppError("already_exists", `email: ${message}`, { errors: [{ path: "email", message }] });
  if ((await tx.db.member.count({ where: { workspaceId, user: { email } } })) > 0)
    throw refuse("belongs to a member already");
  const pending = { workspaceId, email, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } };
  if ((await tx.db.invitation.count({ where: pending })) > 0)
    throw refuse("has a pending invitation: resend or revoke that one");
}
