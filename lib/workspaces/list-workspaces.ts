import type { Context } from "@/lib/access";
import type { Db } from "@/lib/platform/db";
import { requirePerson } from "@/lib/users";
import { WorkspaceMembership } from "./schemas";
import { toWorkspace } from "./to-workspace";

/** @returns every workspace the signed-in person belongs to, the personal one first. */
export async function listWorkspaces(ctx: Context): Promise<{ data: WorkspaceMembership[] }> {
  return { data: await listWorkspacesOf(ctx.db, requirePerson(ctx).id) };
}

/** @returns every workspace a person belongs to with the role there, the personal one first, then by name. */
export async function listWorkspacesOf(db: Db, userId: string): Promise<WorkspaceMembership[]> {
  const members = await db.member.findMany({
    where: { userId },
    include: { workspace: true },
    orderBy: [{ workspace: { personal: "desc" } }, { workspace: { name: "asc" } }],
  });
  return members.map(({ role, workspace }) => WorkspaceMembership.parse({ ...toWorkspace(workspace), role }));
}
