import { handle } from "@/lib/http";
import { summariseDeliveriesOperation } from "@/lib/http/operations/deliveries";
import { summariseDeliveries } from "@/lib/deliveries";

export const GET = handle(summariseDeliveriesOperation, (ctx, { query }) => summariseDeliveries(ctx, query));
