import { listAuditLog } from "@/lib/audit";
import { handle } from "@/lib/http";
import { listAuditLogOperation } from "@/lib/http/operations/audit";

export const GET = handle(listAuditLogOperation, (ctx, { query }) => listAuditLog(ctx, query));
