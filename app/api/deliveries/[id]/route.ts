import { handle } from "@/lib/http";
import { getDeliveryOperation } from "@/lib/http/operations/deliveries";
import { getDelivery } from "@/lib/deliveries";

export const GET = handle(getDeliveryOperation, (ctx, { params }) => getDelivery(ctx, params.id));
