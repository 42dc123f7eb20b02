import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { newId } from "@/lib/core/ids";
import { WEBHOOK_EVENTS } from "@/lib/event-types";
import { triggerEvent } from "@/lib/events";
import { type CreateProjectInput, Project } from "./schemas";

/** Creates a project and triggers `project.created`; either both happen or neither. */
export async function createProject(ctx: Context, input: CreateProjectInput): Promise<Project> {
  requireScope(ctx.actor, "projects:write");
  return transact(ctx, async (tx) => {
    const row = await tx.db.project.create({
      data: {
        id: newId("project"),
        workspaceId: tx.workspace.id,
        name: input.name,
        description: input.description ?? null,
      },
    });
    const project = Project.parse(row);
    await recordAudit(tx, {
      action: "project.created",
      targetKind: "project",
      targetId: project.id,
      diff: { name: [null, project.name] },
    });
    await triggerEvent(tx, { type: WEBHOOK_EVENTS.PROJECT_CREATED, data: project, projectId: project.id });
    return project;
  });
}
