import type { Metadata } from "next";
import { EditEndpoint } from "@/components/endpoints/edit-endpoint";
import { Hydrate } from "@/components/layout/hydrate";
import { catalogueQuery, readCatalogue } from "@/lib/client/event-types";
import { makeQueryClient } from "@/lib/client/query-client";
import { webhookQuery } from "@/lib/client/webhooks";
import { listEventTypes } from "@/lib/event-types";
import { requirePage } from "@/lib/session/next";
import { findEndpoint } from "@/app/[workspaceSlug]/endpoints/[id]/find-endpoint";

type Props = { params: Promise<{ workspaceSlug: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { workspaceSlug, id } = await params;
  const { name } = await findEndpoint(workspaceSlug, id);
  return { title: `Edit ${name} · Endpoints` };
}

export default async function EditEndpointPage({ params }: Props) {
  const { workspaceSlug, id } = await params;
  const client = makeQueryClient();
  client.setQueryData(webhookQuery(workspaceSlug, id).queryKey, await findEndpoint(workspaceSlug, id));
  const { ctx } = await requirePage(workspaceSlug);
  await client.prefetchQuery({
    ...catalogueQuery(workspaceSlug),
    queryFn: () => readCatalogue((query) => listEventTypes(ctx, query)),
  });
  return (
    <Hydrate client={client}>
      <EditEndpoint id={id} />
    </Hydrate>
  );
}
