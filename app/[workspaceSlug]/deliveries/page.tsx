import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { DeliveriesView } from "@/components/deliveries/deliveries-view";
import { Hydrate } from "@/components/layout/hydrate";
import { PageHeading } from "@/components/layout/page-heading";
import { deliveryListQuery, deliverySummaryQuery, PAGE_ROWS } from "@/lib/client/deliveries";
import { loadDeliveryParams, toDeliveryFilter } from "@/lib/client/delivery-params";
import { makeQueryClient } from "@/lib/client/query-client";
import { listDeliveries, summariseDeliveries } from "@/lib/deliveries";
import { DeliveryFilter, ListDeliveriesQuery } from "@/lib/deliveries/schemas";
import { requirePage } from "@/lib/session/next";
import { getWorkspace } from "@/lib/workspaces";

export const metadata: Metadata = { title: "Deliveries" };

type Props = { params: Promise<{ workspaceSlug: string }>; searchParams: Promise<SearchParams> };

export default async function DeliveriesPage({ params, searchParams }: Props) {
  const { workspaceSlug } = await params;
  const { ctx } = await requirePage(workspaceSlug);
  const wanted = await loadDeliveryParams(searchParams);
  const filter = toDeliveryFilter(wanted, Date.now());
  const client = makeQueryClient();
  const [{ retentionDays }] = await Promise.all([
    getWorkspace(ctx),
    client.prefetchInfiniteQuery({
      ...deliveryListQuery(workspaceSlug, wanted),
      queryFn: () => listDeliveries(ctx, ListDeliveriesQuery.parse({ ...filter, limit: PAGE_ROWS })),
    }),
    client.prefetchQuery({
      ...deliverySummaryQuery(workspaceSlug, wanted),
      queryFn: () => summariseDeliveries(ctx, DeliveryFilter.parse(filter)),
    }),
  ]);
  return (
    <Hydrate client={client}>
      <PageHeading title="Deliveries">
        <p>Every event on its way to every endpoint: what arrived, what is tried again, and what failed.</p>
      </PageHeading>
      <DeliveriesView retentionDays={retentionDays} />
    </Hydrate>
  );
}
