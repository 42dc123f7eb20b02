import type { Context } from "@/lib/access";

/** Mails owners and admins of the workspace once the transaction is committed, when a mail server is configured. */
export async function mailOwners(ctx: Context, message: { subject: string; text: string }): Promise<void> {
  const { mail } = ctx.services;
  if (!mail.configured) return;
  const members = await ctx.db.member.findMany({
    where: { workspaceId: ctx.workspace.id, role: { in: ["owner", "admin"] } },
    select: { user: { select: { email: true } } },
  });
  ctx.afterCommit(() => members.forEach(({ user }) => mail.send({ to: user.email, ...message })));
}
