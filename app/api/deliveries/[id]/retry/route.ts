import { handle } from "@/lib/http";
import { retryDeliveryOperation } from "@/lib/http/operations/deliveries";
import { retryDelivery } from "@/lib/deliveries";

export const POST = handle(retryDeliveryOperation, (ctx, { params }) => retryDelivery(ctx, params.id));
