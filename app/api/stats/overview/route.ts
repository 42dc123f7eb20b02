import { handle } from "@/lib/http";
import { getOverviewOperation } from "@/lib/http/operations/stats";
import { getOverview } from "@/lib/stats";

export const GET = handle(getOverviewOperation, (ctx, { query }) => getOverview(ctx, query));
