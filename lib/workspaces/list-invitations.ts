import { type Context, requireScope } from "@/lib/access";
import { type Page, readIdCursor, toPage } from "@/lib/core/pagination";
import type { PageQuery } from "@/lib/core/schemas";
import { toInvitations } from "./invitations";
import type { Invitation } from "./schemas";

/** @returns invitations that nobody has accepted or revoked (pending and expired ones), newest first. */
export async function listInvitations(ctx: Context, { limit, cursor }: PageQuery): Promise<Page<Invitation>> {
  requireScope(ctx.actor, "members:read");
  const before = readIdCursor("invitation", cursor);
  const rows = await ctx.db.invitation.findMany({
    where: {
      workspaceId: ctx.workspace.id,
      acceptedAt: null,
      revokedAt: null,
      ...(before === undefined ? {} : { id: { lt: before } }),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return toPage(await toInvitations(ctx, rows), limit, (invitation) => invitation.id);
}
