import { handle } from "@/lib/http";
import { listWebhookFiguresOperation } from "@/lib/http/operations/stats";
import { listWebhookFigures } from "@/lib/webhooks";

export const GET = handle(listWebhookFiguresOperation, (ctx, { query }) => listWebhookFigures(ctx, query));
