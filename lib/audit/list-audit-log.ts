import { type Context, requireScope } from "@/lib/access";
import { type Page, readIdCursor, toPage } from "@/lib/core/pagination";
import { AuditEntry, type ListAuditLogQuery } from "./schemas";

/** @returns what was done in the workspace, newest first. */
export async function listAuditLog(ctx: Context, query: ListAuditLogQuery): Promise<Page<AuditEntry>> {
  requireScope(ctx.actor, "audit:read");
  const { limit, cursor, action, actorId, targetId, from, to } = query;
  const before = readIdCursor("auditEntry", cursor);
  const rows = await ctx.db.auditEntry.findMany({
    where: {
      workspaceId: ctx.workspace.id,
      id: { lt: before },
      action,
      actorId,
      targetId,
      createdAt: { gte: from, lt: to },
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = toPage(rows, limit, (row) => row.id);
  return { ...page, data: page.data.map((row) => AuditEntry.parse(row)) };
}
