import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { EndpointDetail } from "@/components/endpoints/endpoint-detail";
import { Hydrate } from "@/components/layout/hydrate";
import { makeQueryClient } from "@/lib/client/query-client";
import { loadRangeParams, rangeQuery } from "@/lib/client/range-params";
import { webhookStatsQuery } from "@/lib/client/stats";
import { skippedEventsQuery, webhookQuery } from "@/lib/client/webhooks";
import { requirePage } from "@/lib/session/next";
import { getWebhookStats } from "@/lib/stats";
import { WebhookStats, WebhookStatsQuery } from "@/lib/stats/schemas";
import { countSkippedEvents } from "@/lib/webhooks";
import { findEndpoint } from "./find-endpoint";

type Props = { params: Promise<{ workspaceSlug: string; id: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { workspaceSlug, id } = await params;
  const { name } = await findEndpoint(workspaceSlug, id);
  return { title: `${name} · Endpoints` };
}

export default async function EndpointPage({ params, searchParams }: Props) {
  const { workspaceSlug, id } = await params;
  const { ctx } = await requirePage(workspaceSlug);
  const range = await loadRangeParams(searchParams);
  const client = makeQueryClient();
  // Not as a prefetch, which would keep to itself that there is no such endpoint.
  const webhook = await findEndpoint(workspaceSlug, id);
  client.setQueryData(webhookQuery(workspaceSlug, id).queryKey, webhook);
  await Promise.all([
    client.prefetchQuery({
      ...webhookStatsQuery(workspaceSlug, id, range),
      queryFn: async () =>
        WebhookStats.parse(await getWebhookStats(ctx, id, WebhookStatsQuery.parse(rangeQuery(range, Date.now())))),
    }),
    // What a disabled one missed is the longest text of its page: it should not come after all others.
    webhook.status === "disabled" &&
      client.prefetchQuery({
        ...skippedEventsQuery(workspaceSlug, id),
        queryFn: () => countSkippedEvents(ctx, id),
      }),
  ]);
  return (
    <Hydrate client={client}>
      <EndpointDetail id={id} />
    </Hydrate>
  );
}
