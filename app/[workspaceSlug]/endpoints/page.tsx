import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import type { SearchParams } from "nuqs/server";
import { EndpointList } from "@/components/endpoints/list/endpoint-list";
import { Hydrate } from "@/components/layout/hydrate";
import { PageHeading } from "@/components/layout/page-heading";
import { buttonClass } from "@/components/ui/button";
import { allows } from "@/lib/access";
import { isByFigures, loadEndpointListParams } from "@/lib/client/endpoint-params";
import { linksOf } from "@/lib/client/links";
import { makeQueryClient } from "@/lib/client/query-client";
import { figuresOf, LIST_LIMIT, webhookListQuery } from "@/lib/client/webhooks";
import { rangeQuery } from "@/lib/client/range-params";
import { LAST_DAY, webhookFiguresQuery } from "@/lib/client/stats";
import { requirePage } from "@/lib/session/next";
import { WebhookFiguresList, WebhookFiguresQuery } from "@/lib/stats/schemas";
import { listWebhookFigures, listWebhooks } from "@/lib/webhooks";

export const metadata: Metadata = { title: "Endpoints" };

type Props = { params: Promise<{ workspaceSlug: string }>; searchParams: Promise<SearchParams> };

export default async function EndpointsPage({ params, searchParams }: Props) {
  const { workspaceSlug } = await params;
  const { ctx } = await requirePage(workspaceSlug);
  const { q, status, sort } = await loadEndpointListParams(searchParams);
  const filter = { ...(q.trim() !== "" && { q: q.trim().slice(0, 200) }), ...(status !== null && { status }) };
  const client = makeQueryClient();
  const page = await listWebhooks(ctx, { ...filter, limit: LIST_LIMIT });
  await client.prefetchInfiniteQuery({ ...webhookListQuery(workspaceSlug, filter), queryFn: () => page });
  const wanted = figuresOf(page.data.map(({ id }) => id));
  // Otherwise the browser asks for them: their cells are kept free, and nobody waits for the rows.
  if (page.data.length > 0 && isByFigures(sort))
    await client.prefetchQuery({
      ...webhookFiguresQuery(workspaceSlug, LAST_DAY, wanted),
      queryFn: async () => {
        const { webhookIds, ...rest } = wanted;
        const query = { ...rangeQuery(LAST_DAY, Date.now()), ...rest, webhookId: webhookIds };
        return WebhookFiguresList.parse(await listWebhookFigures(ctx, WebhookFiguresQuery.parse(query)));
      },
    });
  const create = (
    <Link href={linksOf(workspaceSlug).newEndpoint} className={buttonClass()}>
      <Plus aria-hidden className="size-4" />
      Create endpoint
    </Link>
  );
  return (
    <Hydrate client={client}>
      <PageHeading title="Endpoints" actions={allows(ctx.actor, "webhooks:write") ? create : undefined}>
        <p>Where events are delivered, and how that goes.</p>
      </PageHeading>
      <EndpointList />
    </Hydrate>
  );
}
