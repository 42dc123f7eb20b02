import { type Context, requireScope, transact } from "@/lib/access";
import { changesOf, recordAudit } from "@/lib/audit";
import { WEBHOOK_EVENTS } from "@/lib/event-types";
import { triggerEvent } from "@/lib/events";
import { getProjectRow } from "./get-project";
import { Project, type UpdateProjectInput } from "./schemas";

/** Changes what is named, null clears the description; triggers `project.updated` when anything is different after. */
export async function updateProject(ctx: Context, id: string, input: UpdateProjectInput): Promise<Project> {
  requireScope(ctx.actor, "projects:write");
  return transact(ctx, async (tx) => {
    const before = await getProjectRow(tx, id);
    const after = {
      name: input.name ?? before.name,
      description: input.description === undefined ? before.description : input.description,
    };
    const diff = changesOf({ name: before.name, description: before.description }, after);
    if (Object.keys(diff).length === 0) return Project.parse(before);

    const project = Project.parse(
      await tx.db.project.update({ where: { id, workspaceId: tx.workspace.id }, data: after }),
    );
    await recordAudit(tx, { action: "project.updated", targetKind: "project", targetId: id, diff });
    await triggerEvent(tx, { type: WEBHOOK_EVENTS.PROJECT_UPDATED, data: project, projectId: id });
    return project;
  });
}
