import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EventTypePage, OperationalTypePage } from "@/components/event-types/event-type-page";
import { Hydrate } from "@/components/layout/hydrate";
import {
  catalogueQuery,
  eventTypeQuery,
  readCatalogue,
  SUBSCRIBERS_PAGE,
  subscribersQuery,
} from "@/lib/client/event-types";
import { makeQueryClient } from "@/lib/client/query-client";
import { listEventTypes, OPERATIONAL_CATALOGUE } from "@/lib/event-types";
import { listSubscribers } from "@/lib/events";
import { requirePage } from "@/lib/session/next";

type Props = { params: Promise<{ workspaceSlug: string; name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${decodeURIComponent((await params).name)} · Event types` };
}

export default async function EventTypeDetailPage({ params }: Props) {
  const { workspaceSlug, name: written } = await params;
  const name = decodeURIComponent(written);
  const { ctx } = await requirePage(workspaceSlug);
  const client = makeQueryClient();
  const catalogue = await client.fetchQuery({
    ...catalogueQuery(workspaceSlug),
    queryFn: () => readCatalogue((query) => listEventTypes(ctx, query)),
  });
  const operational = OPERATIONAL_CATALOGUE.find((type) => type.name === name);
  const type = catalogue.types.find((each) => each.name === name);
  if (type === undefined && operational === undefined && catalogue.isComplete) notFound();
  const subscribers = () => listSubscribers(ctx, name, { limit: SUBSCRIBERS_PAGE });
  await client.prefetchQuery({ ...subscribersQuery(workspaceSlug, name), queryFn: subscribers });
  if (type !== undefined) client.setQueryData(eventTypeQuery(workspaceSlug, name).queryKey, type);
  return (
    <Hydrate client={client}>
      {operational === undefined ? (
        <EventTypePage key={name} name={name} operational={OPERATIONAL_CATALOGUE} />
      ) : (
        <OperationalTypePage key={name} type={operational} operational={OPERATIONAL_CATALOGUE} />
      )}
    </Hydrate>
  );
}
