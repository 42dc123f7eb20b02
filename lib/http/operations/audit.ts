import { AuditPage, ListAuditLogQuery } from "@/lib/audit/schemas";
import { defineOperation } from "../operation";

export const listAuditLogOperation = defineOperation({
  id: "listAuditLog",
  method: "GET",
  path: "/api/audit-log",
  tag: "Audit log",
  summary: "List what was done in the workspace, newest first",
  scope: "audit:read",
  query: ListAuditLogQuery,
  status: 200,
  response: AuditPage,
});
