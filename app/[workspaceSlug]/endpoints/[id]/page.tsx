import type { Metadata } from "next";
import { EndpointDetail } from "@/components/endpoints/endpoint-detail";
import { Hydrate } from "@/components/layout/hydrate";
import { makeQueryClient } from "@/lib/client/query-client";
import { webhookQuery } from "@/lib/client/webhooks";
import { findEndpoint } from "./find-endpoint";

type Props = { params: Promise<{ workspaceSlug: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { workspaceSlug, id } = await params;
  const { name } = await findEndpoint(workspaceSlug, id);
  return { title: `${name} · Endpoints` };
}

export default async function EndpointPage({ params }: Props) {
  const { workspaceSlug, id } = await params;
  const client = makeQueryClient();
  await client.prefetchQuery({ ...webhookQuery(workspaceSlug, id), queryFn: () => findEndpoint(workspaceSlug, id) });
  return (
    <Hydrate client={client}>
      <EndpointDetail id={id} />
    </Hydrate>
  );
}
