import { type Context, requireScope, transact } from "@/lib/access";
import { changesOf, recordAudit } from "@/lib/audit";
import { invalidFields } from "@/lib/core/errors";
import { checkRetrySchedule } from "@/lib/retry";
import { getWorkspace } from "./get-workspace";
import { UpdateWorkspaceInput, type Workspace } from "./schemas";
import { toWorkspace } from "./to-workspace";

/**
 * Renames the workspace or changes its settings. The slug stays, so that links and bookmarks keep working. New defaults
 * hold from the next attempt on, for every webhook that sets nothing of its own.
 * @throws AppError `validation_failed`
 */
export async function updateWorkspace(ctx: Context, input: UpdateWorkspaceInput): Promise<Workspace> {
  requireScope(ctx.actor, "settings:write");
  const { name, retentionDays, defaults } = UpdateWorkspaceInput.parse(input);
  const badSchedule = defaults?.retryScheduleMs == null ? null : checkRetrySchedule(defaults.retryScheduleMs);
  if (badSchedule !== null) throw invalidFields({ path: "defaults.retryScheduleMs", message: badSchedule });
  return transact(ctx, async (tx) => {
    const { id } = tx.workspace;
    // Locked: otherwise two changes at once would both be on record as changes of what was there before either.
    await tx.db.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${id} FOR NO KEY UPDATE`;
    const before = await getWorkspace(tx);
    const row = await tx.db.workspace.update({
      where: { id },
      data: {
        name,
        retentionDays,
        defaultTimeoutMs: defaults?.timeoutMs,
        defaultRateLimit: defaults?.rateLimit,
        defaultRetryScheduleMs: defaults?.retryScheduleMs === null ? [] : defaults?.retryScheduleMs,
      },
    });
    const after = toWorkspace(row);
    const diff = changesOf(settingsOf(before), settingsOf(after));
    if (Object.keys(diff).length > 0)
      await recordAudit(tx, { action: "workspace.updated", targetKind: "workspace", targetId: id, diff });
    return after;
  });
}

const settingsOf = ({ name, retentionDays, defaults }: Workspace) => ({
  name,
  retentionDays,
  "defaults.timeoutMs": defaults.timeoutMs,
  "defaults.rateLimit": defaults.rateLimit,
  "defaults.retryScheduleMs": defaults.retryScheduleMs,
});
