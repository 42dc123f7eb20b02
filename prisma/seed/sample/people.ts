import type { Context, Role } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { DAY_MS } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";

const COLLEAGUES = [
  { name: "Ada Lovelace", email: "ada.lovelace@example.com", role: "admin" },
  { name: "Grace Hopper", email: "grace.hopper@example.com", role: "developer" },
  { name: "Katherine Johnson", email: "katherine.johnson@example.com", role: "viewer" },
] as const satisfies { name: string; email: string; role: Role }[];

export type ColleagueName = (typeof COLLEAGUES)[number]["name"];

/** What each did, by a context of their own. */
export type Colleagues = Record<ColleagueName, Context>;

/** Colleagues with a role each. They have no password and no other account, so nobody can sign in as one. */
export async function addColleagues(ctx: Context, nowMs: number): Promise<Colleagues> {
  const contexts: [ColleagueName, Context][] = [];
  for (const [index, { name, email, role }] of COLLEAGUES.entries()) {
    const atMs = nowMs - (31 - index) * DAY_MS;
    const createdAt = new Date(atMs);
    const fresh = { id: newId("user", atMs), email, name, createdAt };
    // Whoever has an account under that address is a real person by now, and is not made a member of anything.
    const { count } = await ctx.db.user.createMany({ data: [fresh], skipDuplicates: true });
    const asColleague: Context = { ...ctx, actor: { kind: "user", id: fresh.id, name, role }, atMs };
    contexts.push([name, count === 1 ? asColleague : { ...ctx, atMs }]);
    if (count === 0) continue;
    const member = { id: newId("member", atMs), workspaceId: ctx.workspace.id, userId: fresh.id, role, createdAt };
    await ctx.db.member.create({ data: member });
    await recordAudit(asColleague, {
      action: "invitation.accepted",
      targetKind: "user",
      targetId: fresh.id,
      diff: { role: [null, role] },
    });
  }
  return Object.fromEntries(contexts) as Colleagues;
}
