import type { QueryClient } from "@tanstack/react-query";
import { ATTENTION } from "@/components/overview/queries";
import type { Context } from "@/lib/access";
import { makeQueryClient } from "@/lib/client/query-client";
import { type RangeParams, rangeQuery } from "@/lib/client/range-params";
import { onboardingQuery, overviewQuery, seriesQuery, webhookFiguresQuery } from "@/lib/client/stats";
import { getOnboarding, getOverview, getTimeseries } from "@/lib/stats";
import { Onboarding, Overview, Timeseries, WebhookFiguresList } from "@/lib/stats/schemas";
import { listWebhookFigures } from "@/lib/webhooks";

/** Reads what the first view shows. */
export async function prefetchOverview(ctx: Context, slug: string, range: RangeParams): Promise<QueryClient> {
  const client = makeQueryClient();
  const { from, to } = rangeQuery(range, Date.now());
  const span = { from: new Date(from), to: to === undefined ? undefined : new Date(to) };
  // What stands below the first view is asked by the browser. Nothing is handed over unfinished: an answer that comes
  // between the server's view and the browser's would make the two differ.
  await Promise.all([
    client.prefetchQuery({
      ...seriesQuery(slug, range),
      queryFn: async () => Timeseries.parse(await getTimeseries(ctx, { ...span, interval: "auto" })),
    }),
    client.prefetchQuery({
      ...overviewQuery(slug, range),
      queryFn: async () => Overview.parse(await getOverview(ctx, span)),
    }),
    client.prefetchQuery({
      ...webhookFiguresQuery(slug, range, ATTENTION),
      queryFn: async () => WebhookFiguresList.parse(await listWebhookFigures(ctx, { ...span, ...ATTENTION })),
    }),
    client.prefetchQuery({
      ...onboardingQuery(slug),
      queryFn: async () => Onboarding.parse(await getOnboarding(ctx)),
    }),
  ]);
  return client;
}
