import { AuditPage, ExportAuditLogQuery, ListAuditLogQuery } from "@/lib/audit/schemas";
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

export const exportAuditLogOperation = defineOperation({
  id: "exportAuditLog",
  method: "GET",
  path: "/api/audit-log/export",
  tag: "Audit log",
  summary: "Download what was done in the workspace, newest first, as CSV or NDJSON",
  scope: "audit:read",
  query: ExportAuditLogQuery,
  status: 200,
  contentType: "text/csv",
  otherContentTypes: ["application/x-ndjson"],
});
