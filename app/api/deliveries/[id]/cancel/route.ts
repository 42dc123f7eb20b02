import { handle } from "@/lib/http";
import { cancelDeliveryOperation } from "@/lib/http/operations/deliveries";
import { cancelDelivery } from "@/lib/deliveries";

export const POST = handle(cancelDeliveryOperation, (ctx, { params }) => cancelDelivery(ctx, params.id));
