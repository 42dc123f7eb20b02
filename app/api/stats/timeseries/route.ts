import { handle } from "@/lib/http";
import { getTimeseriesOperation } from "@/lib/http/operations/stats";
import { getTimeseries } from "@/lib/stats";

export const GET = handle(getTimeseriesOperation, (ctx, { query }) => getTimeseries(ctx, query));
