import { handleRaw } from "@/lib/http";
import { exportDeliveriesOperation } from "@/lib/http/operations/deliveries";
import { exportDeliveries } from "@/lib/deliveries";

const CONTENT_TYPES = {
  csv: "text/csv; charset=utf-8",
  ndjson: "application/x-ndjson; charset=utf-8",
  json: "application/json; charset=utf-8",
};

export const GET = handleRaw(
  exportDeliveriesOperation,
  async (ctx, { query }) =>
    new Response(await exportDeliveries(ctx, query), {
      headers: {
        "Content-Type": CONTENT_TYPES[query.format],
        "Content-Disposition": `attachment; filename="deliveries-${new Date().toISOString().slice(0, 10)}.${query.format}"`,
      },
    }),
);
