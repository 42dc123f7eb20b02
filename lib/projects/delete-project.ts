import { type Context, requireScope, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError } from "@/lib/core/errors";
import { WEBHOOK_EVENTS } from "@/lib/event-types";
import { triggerEvent } from "@/lib/events";
import { getProjectRow } from "./get-project";

const NAMED_MAX = 5;

/**
 * Deletes a project and triggers `project.deleted`. Its events and deliveries stay in the log.
 * @throws AppError `conflict` that names the webhooks bound to it: they would never be called again.
 */
export async function deleteProject(ctx: Context, id: string): Promise<void> {
  requireScope(ctx.actor, "projects:write");
  await transact(ctx, async (tx) => {
    const { name } = await getProjectRow(tx, id);
    const bound = await tx.db.webhook.findMany({
      where: { workspaceId: tx.workspace.id, projectId: id, deletedAt: null },
      select: { id: true, name: true },
      take: NAMED_MAX,
    });
    if (bound.length > 0) {
      const names = bound.map((webhook) => `${webhook.name} (${webhook.id})`).join(", ");
      throw new AppError(
        "conflict",
        `Webhooks are bound to this project: ${names}. Delete them or bind them elsewhere first.`,
      );
    }
    const deletedAt = new Date();
    // Before the row is marked: an event of a deleted project would be refused.
    await triggerEvent(tx, {
      type: WEBHOOK_EVENTS.PROJECT_DELETED,
      data: { id, name, deletedAt: deletedAt.toISOString() },
      projectId: id,
    });
    await tx.db.project.update({ where: { id, workspaceId: tx.workspace.id }, data: { deletedAt } });
    await recordAudit(tx, {
      action: "project.deleted",
      targetKind: "project",
      targetId: id,
      diff: { name: [name, null] },
    });
  });
}
