import type { Context } from "@/lib/access";
import { MINUTE_MS } from "@/lib/core/clock";
import { idFloor } from "@/lib/core/ids";
import { AuditEntry, type ListAuditLogQuery } from "./schemas";

export type AuditFilter = Omit<ListAuditLogQuery, "limit" | "cursor">;

/** @returns entries of the workspace that match, newest first, from before the given id on. */
export async function readAuditEntries(
  ctx: Context,
  { action, actorId, targetKind, targetId, from, to }: AuditFilter,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<AuditEntry[]> {
  const noun = action?.endsWith(".*") === true ? action.slice(0, -1) : undefined;
  const rows = await ctx.db.auditEntry.findMany({
    where: {
      workspaceId: ctx.workspace.id,
      // Ids sort by time: the index ends the search where the span does, with a minute for clocks that disagree.
      id: { lt: before, gte: from === undefined ? undefined : idFloor("auditEntry", from.getTime() - MINUTE_MS) },
      action: noun === undefined ? action : { startsWith: noun },
      ...(actorId !== undefined && { OR: [{ actorId }, { actorId: null, actorName: actorId }] }),
      targetKind,
      targetId,
      createdAt: { gte: from, lt: to },
    },
    orderBy: { id: "desc" },
    take: limit,
  });
  return rows.map((row) => AuditEntry.parse(row));
}
