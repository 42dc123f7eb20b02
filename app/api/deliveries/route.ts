import { handle } from "@/lib/http";
import { listDeliveriesOperation } from "@/lib/http/operations/deliveries";
import { listDeliveries } from "@/lib/deliveries";

export const GET = handle(listDeliveriesOperation, (ctx, { query }) => listDeliveries(ctx, query));
