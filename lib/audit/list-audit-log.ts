import { type Context, requireScope } from "@/lib/access";
import { type Page, readIdCursor, toPage } from "@/lib/core/pagination";
import { readAuditEntries } from "./read-audit-entries";
import type { AuditEntry, ListAuditLogQuery } from "./schemas";

/** @returns what was done in the workspace, newest first. */
export async function listAuditLog(ctx: Context, query: ListAuditLogQuery): Promise<Page<AuditEntry>> {
  requireScope(ctx.actor, "audit:read");
  const { limit, cursor, ...filter } = query;
  const entries = await readAuditEntries(ctx, filter, { before: readIdCursor("auditEntry", cursor), limit: limit + 1 });
  return toPage(entries, limit, ({ id }) => id);
}
