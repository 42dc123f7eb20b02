import { createHash, randomBytes } from "node:crypto";
import type { Db } from "@/lib/platform/db";
import type { INVITATION_STATUSES } from "./schemas";

const TOKEN_BYTES = 32;

/** @returns a new token for a link, and the hash that is kept of it. */
export function newInvitationToken(): { token: string; tokenHash: string } {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  return { token, tokenHash: hashInvitationToken(token) };
}

/** The token is 256 random bits, so one round of SHA-256 keeps it as safe as any slow hash would. */
export function hashInvitationToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

/** @returns what has become of an invitation by `nowMs`. */
export function invitationStatus(
  row: { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  nowMs: number,
): InvitationStatus {
  if (row.acceptedAt !== null) return "accepted";
  if (row.revokedAt !== null) return "revoked";
  return row.expiresAt.getTime() <= nowMs ? "expired" : "pending";
}

export type FoundInvitation = {
  id: string;
  email: string;
  role: string;
  status: InvitationStatus;
  invitedBy: string | null;
  workspace: { id: string; slug: string; name: string };
};

/**
 * Looks an invitation up by the token of its link, which is what entitles to see it: so no workspace is asked for.
 * @returns null for a token that never was, or that a later link has replaced.
 */
export async function findInvitation(db: Db, token: string): Promise<FoundInvitation | null> {
  const row = await db.invitation.findUnique({
    where: { tokenHash: hashInvitationToken(token) },
    include: { workspace: { select: { id: true, slug: true, name: true } } },
  });
  if (row === null) return null;
  const inviter = row.invitedById === null ? null : await db.user.findUnique({ where: { id: row.invitedById } });
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    status: invitationStatus(row, Date.now()),
    invitedBy: inviter?.name ?? inviter?.email ?? null,
    workspace: row.workspace,
  };
}

/** @returns the invitation of that link while it can still be accepted, else null. */
export async function findOpenInvitation(db: Db, token: string | undefined): Promise<FoundInvitation | null> {
  const found = token === undefined ? null : await findInvitation(db, token);
  return found?.status === "pending" ? found : null;
}
