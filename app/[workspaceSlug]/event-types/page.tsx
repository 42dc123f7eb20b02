import type { Metadata } from "next";
import { Catalogue } from "@/components/event-types/catalogue";
import { Hydrate } from "@/components/layout/hydrate";
import { catalogueQuery, readCatalogue } from "@/lib/client/event-types";
import { makeQueryClient } from "@/lib/client/query-client";
import { listEventTypes, OPERATIONAL_CATALOGUE } from "@/lib/event-types";
import { requirePage } from "@/lib/session/next";

export const metadata: Metadata = { title: "Event types" };

export default async function EventTypesPage({ params }: { params: Promise<{ workspaceSlug: string }> }) {
  const { workspaceSlug } = await params;
  const { ctx } = await requirePage(workspaceSlug);
  const client = makeQueryClient();
  await client.prefetchQuery({
    ...catalogueQuery(workspaceSlug),
    queryFn: () => readCatalogue((query) => listEventTypes(ctx, query)),
  });
  return (
    <Hydrate client={client}>
      <Catalogue operational={OPERATIONAL_CATALOGUE} />
    </Hydrate>
  );
}
