import { type Context, requireScope, transact } from "@/lib/access";
import { changesOf, recordAudit } from "@/lib/audit";
import { getWorkspace } from "./get-workspace";
import { UpdateWorkspaceInput, Workspace } from "./schemas";

/** Renames the workspace or changes its settings. The slug stays, so that links and bookmarks keep working. */
export async function updateWorkspace(ctx: Context, input: UpdateWorkspaceInput): Promise<Workspace> {
  requireScope(ctx.actor, "settings:write");
  const { name, retentionDays } = UpdateWorkspaceInput.parse(input);
  return transact(ctx, async (tx) => {
    const before = await getWorkspace(tx);
    const after = { name: name ?? before.name, retentionDays: retentionDays ?? before.retentionDays };
    const row = await tx.db.workspace.update({ where: { id: ctx.workspace.id }, data: after });
    const diff = changesOf({ name: before.name, retentionDays: before.retentionDays }, after);
    if (Object.keys(diff).length > 0)
      await recordAudit(tx, { action: "workspace.updated", targetKind: "workspace", targetId: row.id, diff });
    return Workspace.parse(row);
  });
}
