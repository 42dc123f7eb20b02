import { type Context, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { requirePerson } from "@/lib/users";
import { findInvitation } from "./find-invitation";
import { AcceptedInvitation, AcceptInvitationInput } from "./schemas";

/**
 * Makes the signed-in person a member of the workspace that invited them. The link opens once, for the address it was made for.
 * @throws AppError `not_found` for an unknown link; `conflict` for a used, revoked or expired one; `forbidden` for another person's.
 */
export async function acceptInvitation(ctx: Context, input: AcceptInvitationInput): Promise<AcceptedInvitation> {
  const person = requirePerson(ctx);
  const { token } = AcceptInvitationInput.parse(input);
  return transact(ctx, async (tx) => {
    const invitation = await findInvitation(tx.db, token);
    if (invitation === null) throw notFound("invitation");
    const user = await tx.db.user.findUniqueOrThrow({ where: { id: person.id } });
    if (user.email !== invitation.email)
      throw new AppError(
        "forbidden",
        `This invitation is for another address than ${user.email}. Sign in with the address it was sent to.`,
      );
    if (invitation.status !== "pending") throw endedInvitation(invitation.status);

    // The condition decides between two tabs that accept at the same moment, and against a revocation meanwhile.
    const { count } = await tx.db.invitation.updateMany({
      where: { id: invitation.id, acceptedAt: null, revokedAt: null },
      data: { acceptedAt: new Date() },
    });
    if (count === 0) throw endedInvitation("accepted");
    const member = {
      id: newId("member"),
      workspaceId: invitation.workspace.id,
      userId: user.id,
      role: invitation.role,
    };
    const joined = await tx.db.member.createMany({ data: [member], skipDuplicates: true });
    if (joined.count === 0) throw new AppError("already_exists", "You are a member of this workspace already.");
    await recordAudit(
      { ...tx, workspace: invitation.workspace },
      {
        action: "invitation.accepted",
        targetKind: "invitation",
        targetId: invitation.id,
        diff: { role: [null, invitation.role] },
      },
    );
    return AcceptedInvitation.parse({ workspace: invitation.workspace, role: invitation.role });
  });
}

function endedInvitation(status: "accepted" | "expired" | "revoked"): AppError {
  const reasons = {
    accepted: "This invitation has been used.",
    expired: "This invitation has expired. Ask for a new one.",
    revoked: "This invitation was withdrawn. Ask for a new one.",
  };
  return new AppError("conflict", reasons[status]);
}
