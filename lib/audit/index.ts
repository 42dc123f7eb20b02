export { changesOf } from "./changes-of";
export { exportAuditLog } from "./export-audit-log";
export { listAuditLog } from "./list-audit-log";
export { type AuditDiff, type AuditRecord, recordAudit } from "./record-audit";
