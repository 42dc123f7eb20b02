import type { QueryClient } from "@tanstack/react-query";
import { ATTENTION, NOISIEST, SLOWEST } from "@/components/overview/queries";
import { allows, type Context } from "@/lib/access";
import { listAuditLog } from "@/lib/audit";
import { AuditPage } from "@/lib/audit/schemas";
import { makeQueryClient } from "@/lib/client/query-client";
import { type RangeParams, rangeQuery } from "@/lib/client/range-params";
import { ENTRIES_READ, recentChangesQuery } from "@/lib/client/recent-changes";
import {
  eventTypeFiguresQuery,
  onboardingQuery,
  overviewQuery,
  seriesQuery,
  webhookFiguresQuery,
} from "@/lib/client/stats";
import { getOnboarding, getOverview, getTimeseries, listEventTypeFigures } from "@/lib/stats";
import { EventTypeFiguresList, Onboarding, Overview, Timeseries, WebhookFiguresList } from "@/lib/stats/schemas";
import { listWebhookFigures } from "@/lib/webhooks";

/** Reads what the first view shows. The verdict and the numbers are waited for; the rest follows in the same answer. */
export async function prefetchOverview(ctx: Context, slug: string, range: RangeParams): Promise<QueryClient> {
  const client = makeQueryClient();
  const { from, to } = rangeQuery(range, Date.now());
  const span = { from: new Date(from), to: to === undefined ? undefined : new Date(to) };
  void client.prefetchQuery({
    ...seriesQuery(slug, range),
    queryFn: async () => Timeseries.parse(await getTimeseries(ctx, { ...span, interval: "auto" })),
  });
  void client.prefetchQuery({
    ...webhookFiguresQuery(slug, range, SLOWEST),
    queryFn: async () => WebhookFiguresList.parse(await listWebhookFigures(ctx, { ...span, ...SLOWEST })),
  });
  void client.prefetchQuery({
    ...eventTypeFiguresQuery(slug, range, NOISIEST),
    queryFn: async () => EventTypeFiguresList.parse(await listEventTypeFigures(ctx, { ...span, ...NOISIEST })),
  });
  if (allows(ctx.actor, "audit:read"))
    void client.prefetchQuery({
      ...recentChangesQuery(slug),
      queryFn: async () => AuditPage.parse(await listAuditLog(ctx, { limit: ENTRIES_READ })),
    });
  await Promise.all([
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
