import type { Metadata } from "next";
import { NewEndpoint } from "@/components/endpoints/new-endpoint";
import { Hydrate } from "@/components/layout/hydrate";
import { catalogueQuery, readCatalogue } from "@/lib/client/event-types";
import { makeQueryClient } from "@/lib/client/query-client";
import { AppError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { listEventTypes } from "@/lib/event-types";
import { requirePage } from "@/lib/session/next";
import { getWebhook } from "@/lib/webhooks";
import { Webhook } from "@/lib/webhooks/schemas";

export const metadata: Metadata = { title: "New endpoint · Endpoints" };

type Props = {
  params: Promise<{ workspaceSlug: string }>;
  /** `like`: the endpoint that is duplicated. `url`: where it should lead, such as an inbox. */
  searchParams: Promise<{ like?: string | string[]; url?: string | string[] }>;
};

export default async function NewEndpointPage({ params, searchParams }: Props) {
  const { workspaceSlug } = await params;
  const { ctx } = await requirePage(workspaceSlug);
  const { like, url } = await searchParams;
  const from = typeof like === "string" && isId("webhook", like) ? await findWebhook(ctx, like) : undefined;
  const client = makeQueryClient();
  await client.prefetchQuery({
    ...catalogueQuery(workspaceSlug),
    queryFn: () => readCatalogue((query) => listEventTypes(ctx, query)),
  });
  return (
    <Hydrate client={client}>
      <NewEndpoint like={from} url={typeof url === "string" ? url : undefined} />
    </Hydrate>
  );
}

/** One that was deleted meanwhile leaves an empty form. */
async function findWebhook(ctx: Parameters<typeof getWebhook>[0], id: string) {
  try {
    return Webhook.parse(await getWebhook(ctx, id));
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return undefined;
    throw error;
  }
}
