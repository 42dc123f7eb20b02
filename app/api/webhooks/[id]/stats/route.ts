import { handle } from "@/lib/http";
import { getWebhookStatsOperation } from "@/lib/http/operations/stats";
import { getWebhookStats } from "@/lib/stats";

export const GET = handle(getWebhookStatsOperation, (ctx, { params, query }) => getWebhookStats(ctx, params.id, query));
