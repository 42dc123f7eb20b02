import { handle } from "@/lib/http";
import { listDeliveriesOfWebhookOperation } from "@/lib/http/operations/webhooks";
import { listDeliveriesOfWebhook } from "@/lib/deliveries";

export const GET = handle(listDeliveriesOfWebhookOperation, (ctx, { params, query }) =>
  listDeliveriesOfWebhook(ctx, params.id, query),
);
