import { exportAuditLog } from "@/lib/audit";
import { handleRaw } from "@/lib/http";
import { exportAuditLogOperation } from "@/lib/http/operations/audit";

const CONTENT_TYPES = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson; charset=utf-8" };

export const GET = handleRaw(
  exportAuditLogOperation,
  async (ctx, { query }) =>
    new Response(await exportAuditLog(ctx, query), {
      headers: {
        "Content-Type": CONTENT_TYPES[query.format],
        "Content-Disposition": `attachment; filename="audit-log-${new Date().toISOString().slice(0, 10)}.${query.format}"`,
      },
    }),
);
