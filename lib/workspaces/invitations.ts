import type { Context } from "@/lib/access";
import { DAY_MS } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { invitationStatus } from "./find-invitation";
import { Invitation, InvitationWithLink } from "./schemas";

export const INVITATION_LIFETIME_MS = 7 * DAY_MS;

type InvitationRow = {
  id: string;
  email: string;
  role: string;
  invitedById: string | null;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
};

/** @returns rows as they are shown, with the names of who invited; one query for all of them. */
export async function toInvitations(ctx: Context, rows: InvitationRow[]): Promise<Invitation[]> {
  const ids = rows.flatMap((row) => row.invitedById ?? []);
  const inviters = await ctx.db.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, email: true },
  });
  const names = new Map(inviters.map((user) => [user.id, user.name ?? user.email]));
  return rows.map((row) =>
    Invitation.parse({
      ...row,
      status: invitationStatus(row, Date.now()),
      invitedBy: row.invitedById === null ? null : (names.get(row.invitedById) ?? null),
    }),
  );
}

/** @returns an invitation of the caller's workspace. @throws AppError `not_found` for a missing one and for another workspace's. */
export async function getInvitation(ctx: Context, id: string): Promise<Invitation> {
  const row = await ctx.db.invitation.findFirst({ where: { id, workspaceId: ctx.workspace.id } });
  const [invitation] = row === null ? [] : await toInvitations(ctx, [row]);
  if (invitation === undefined) throw notFound("invitation");
  return invitation;
}

/** @returns the invitation with its link, after mailing it once the transaction has committed. */
export function withLink(
  tx: Context,
  invitation: Invitation,
  token: string,
  workspaceName: string,
): InvitationWithLink {
  const { mail, destinations } = tx.services;
  const url = `${destinations.ownOrigin}/invitations/${token}`;
  const inviter = tx.actor.kind === "user" ? tx.actor.name : "An administrator";
  const lines = [
    `${inviter} invites you to the workspace “${workspaceName}” on Posthorn, as ${invitation.role}.`,
    `Accept it here, within seven days: ${url}`,
    "If you do not know why you get this, ignore it: nothing happens unless you accept.",
  ];
  tx.afterCommit(() =>
    mail.send({
      to: invitation.email,
      subject: `Invitation to ${workspaceName} on Posthorn`,
      text: `${lines.join("\n\n")}\n`,
    }),
  );
  return InvitationWithLink.parse({ ...invitation, url, mailed: mail.configured });
}
