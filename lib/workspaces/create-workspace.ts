import { type Context, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { seedEventTypes } from "@/lib/event-types";
import { requirePerson } from "@/lib/users";
import { insertWorkspace } from "./insert-workspace";
import { CreateWorkspaceInput, type WorkspaceMembership } from "./schemas";
import { toWorkspace } from "./to-workspace";

/** Makes a workspace for a team; whoever asks is its owner. */
export async function createWorkspace(ctx: Context, input: CreateWorkspaceInput): Promise<WorkspaceMembership> {
  const person = requirePerson(ctx);
  const { name } = CreateWorkspaceInput.parse(input);
  return transact(ctx, async (tx) => {
    const workspace = await insertWorkspace(tx.db, { name, personal: false, ownerId: person.id });
    const inside: Context = { ...tx, workspace, actor: { ...person, role: "owner" } };
    await seedEventTypes(inside);
    await recordAudit(inside, { action: "workspace.created", targetKind: "workspace", targetId: workspace.id });
    const row = await tx.db.workspace.findUniqueOrThrow({ where: { id: workspace.id } });
    return { ...toWorkspace(row), role: "owner" };
  });
}
